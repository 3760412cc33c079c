import fc from 'fast-check';
import { contract } from '../../../generated/contract.ts';
import type { FileKind, TokenVariant } from '../case.ts';

/** What is drawn: free choices, and at most one defect, so that it is never open which of two is reported first. */
export interface Draft {
  files: FileDraft[];
  documentType: string | undefined;
  extraFields: { name: string; text: string }[];
  account: 'named' | 'empty' | 'absent';
  token: TokenVariant;
  chunked: boolean;
  quotedBoundary: boolean;
  /** Orders the parts; equal numbers keep their place. */
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
  'bearer-prefixed',
];

const fileDraft: fc.Arbitrary<FileDraft> = fc.record({
  field: fc.constantFrom('content', 'attachment', 'array'),
  kind: fc.constantFrom(...fileKinds),
  name: fc.option(
    fc.constantFrom(
      ...contract.recognisedDocumentTypes.map((value) => `${value}-{{mark}}.csv`),
      '{{mark}}',
      '{{mark}}.pdf',
    ),
    { nil: undefined },
  ),
});

const documentType: fc.Arbitrary<string | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(...contract.recognisedDocumentTypes),
  fc.constantFrom('Passport', 'constructor', '__proto__', 'hasOwnProperty', 'null', '0'),
  fc
    .constantFrom(...contract.recognisedDocumentTypes)
    .chain((value) => fc.constantFrom(`${value}s`, value.slice(1), value + value, value.slice(0, -1))),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,18}[A-Za-z0-9]$/),
);

const extraField = fc.record({
  name: fc.constantFrom('comment', 'note', 'tags', 'reference'),
  text: fc.stringMatching(/^[A-Za-z0-9 ]{0,20}$/),
});

const sound = fc.record({
  documentType,
  extraFields: fc.array(extraField, { maxLength: 2 }),
  chunked: fc.boolean(),
  quotedBoundary: fc.boolean(),
  order: fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 }),
});

const flawless = {
  files: [{ field: 'content', kind: 'csv', name: undefined }] as FileDraft[],
  account: 'named',
  token: 'valid',
} as const;

/** Draws a request with one defect, or none. */
export const draft: fc.Arbitrary<Draft> = fc
  .tuple(
    sound,
    fc.oneof(
      fc.record({ files: fc.tuple(fileDraft).map(([one]) => [{ ...one, field: 'content' as const }]) }),
      fc.record({ files: fc.array(fileDraft, { minLength: 2, maxLength: 4 }) }),
      fc.record({ files: fc.constant<FileDraft[]>([]) }),
      fc.record({ account: fc.constantFrom('empty' as const, 'absent' as const) }),
      fc.record({ token: fc.constantFrom(...invalidTokens) }),
    ),
  )
  .map(([choices, defect]) => ({ ...flawless, ...choices, ...defect }));
