import fc from 'fast-check';
import type { Contract } from '../../../../spec/contract.ts';
import type { FileKind, TokenVariant } from '../../case.ts';
import { vocabularyOf } from '../../cases/vocabulary.ts';

/**
 * What a generated request consists of: free choices, and at most one defect, because the contract leaves open which of
 * two is reported first.
 */
export interface Draft {
  files: FileDraft[];
  documentType: string | undefined;
  extraFields: { name: string; text: string }[];
  account: 'named' | 'empty' | 'absent';
  token: TokenVariant;
  chunked: boolean;
  quotedBoundary: boolean;
  /** Sort keys of the parts; parts with equal keys keep their order. */
  order: number[];
}

interface FileDraft {
  field: 'content' | 'attachment' | 'array';
  kind: FileKind;
  name: string | undefined;
}

const fileKinds: FileKind[] = ['csv', 'pdf', 'text', 'binary', 'empty'];

const invalidTokens: TokenVariant[] = [
  'absent',
  'empty',
  'unknown',
  'prefix',
  'one-letter-more',
  'one-letter-less-one-more',
  'doubled',
];

const schemes = ({ credential }: Contract): TokenVariant[] =>
  credential?.scheme === undefined ? ['bearer-prefixed'] : ['scheme-absent'];

const fileDraft = (types: readonly string[]): fc.Arbitrary<FileDraft> =>
  fc.record({
    field: fc.constantFrom('content', 'attachment', 'array'),
    kind: fc.constantFrom(...fileKinds),
    name: fc.option(
      fc.constantFrom(...types.map((value) => `${value}-{{mark}}.csv`), '{{mark}}', '{{mark}}.pdf'),
      { nil: undefined },
    ),
  });

/** When the list of types is closed, another type would be a second defect. */
function documentType(contract: Contract): fc.Arbitrary<string | undefined> {
  const { fields, recognisedDocumentTypes: types, typeIsClosed } = contract;
  const none = fc.constant(undefined);
  if (fields.type === undefined) return none;
  if (typeIsClosed) return fc.oneof(none, fc.constantFrom(...types));
  return fc.oneof(
    none,
    fc.constantFrom(...types),
    fc.constantFrom('Passport', 'constructor', '__proto__', 'hasOwnProperty', 'null', '0'),
    fc
      .constantFrom(...types)
      .chain((value) => fc.constantFrom(`${value}s`, value.slice(1), value + value, value.slice(0, -1))),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,18}[A-Za-z0-9]$/),
  );
}

const soundDraft = (contract: Contract) =>
  fc.record({
    documentType: documentType(contract),
    extraFields: fc.array(extraField(contract), { maxLength: 2 }),
    chunked: fc.boolean(),
    quotedBoundary: fc.boolean(),
    order: fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 }),
  });

const extraField = (contract: Contract) =>
  fc.record({
    name: fc.constantFrom(...vocabularyOf(contract).decoys(['comment', 'note', 'tags', 'reference'])),
    text: fc.stringMatching(/^[A-Za-z0-9 ]{0,20}$/),
  });

const flawless = {
  files: [{ field: 'content', kind: 'csv', name: undefined }] as FileDraft[],
  account: 'named',
  token: 'valid',
} as const;

/** Draws a request with one defect, or none. */
export function draftOf(contract: Contract): fc.Arbitrary<Draft> {
  const file = fileDraft(contract.recognisedDocumentTypes);
  const defects: fc.Arbitrary<Partial<Draft>>[] = [
    fc.record({ files: fc.tuple(file).map(([one]) => [{ ...one, field: 'content' as const }]) }),
    fc.record({ files: fc.array(file, { minLength: 2, maxLength: 4 }) }),
    fc.record({ files: fc.constant<FileDraft[]>([]) }),
  ];
  if (contract.fields.account !== undefined)
    defects.push(fc.record({ account: fc.constantFrom('empty' as const, 'absent' as const) }));
  if (contract.credential !== undefined)
    defects.push(fc.record({ token: fc.constantFrom(...invalidTokens, ...schemes(contract)) }));
  return fc
    .tuple(soundDraft(contract), fc.oneof(...defects))
    .map(([choices, defect]) => ({ ...flawless, ...choices, ...defect }));
}
