import fc from 'fast-check';
import { contract, type RequirementId } from '../../../generated/contract.ts';
import { rule, type UploadFacts } from '../../../spec/rules.ts';
import type {
  ContractCase,
  Expectation,
  FileKind,
  PartRecipe,
  RequestRecipe,
  TokenVariant,
} from '../case.ts';
import { account, file, fileNamed, single, type, upload } from '../cases/recipes.ts';
import type { ReportedCase } from './report.ts';

/** What is drawn: free choices, and at most one defect, so that it is never open which of two is reported first. */
interface Draft {
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
const draft: fc.Arbitrary<Draft> = fc
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

export const exploredCaseId = 'explored';

/** What a search beyond the table came to. */
export interface Exploration {
  seed: number;
  /** Requests that were drawn and kept the contract, before one that broke it. */
  kept: number;
  /** The smallest request that breaks a MUST, as a case for the table, and what it was found to do. */
  counterexample?: { contractCase: ContractCase; result: ReportedCase };
}

/**
 * Sends drawn requests until one breaks a MUST, and shrinks that one. The same seed draws the same requests.
 *
 * @param check sends a case and judges it.
 */
export async function explore(
  count: number,
  seed: number,
  check: (contractCase: ContractCase) => Promise<ReportedCase>,
): Promise<Exploration> {
  let kept = 0;
  let smallest: Exploration['counterexample'];
  const property = fc.asyncProperty(exploredCase, async (contractCase) => {
    const result = await check(contractCase);
    if (result.verdict !== 'fail') {
      if (smallest === undefined) kept += 1;
      return true;
    }
    // Shrinking only ever goes to smaller requests, so that the last failure is the smallest.
    smallest = { contractCase, result };
    return false;
  });
  await fc.check(property, { numRuns: count, seed });
  return { seed, kept, ...(smallest === undefined ? {} : { counterexample: smallest }) };
}

/** Cases beyond the table, drawn at random; `spec/rules.ts` says what must come. */
export const exploredCase: fc.Arbitrary<ContractCase> = draft.map((drawn) =>
  single(
    'explored',
    'A request beyond the table is ruled on as the contract says',
    recipeOf(drawn),
    expectationOf(drawn),
  ),
);

function recipeOf(drawn: Draft): RequestRecipe {
  const parts = partsOf(drawn);
  const ordered = parts
    .map((part, index) => ({ part, rank: drawn.order[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ part }) => part);
  return {
    ...upload(ordered, drawn.quotedBoundary ? { boundary: 'quoted' } : {}),
    ...(drawn.token === 'valid' ? {} : { token: drawn.token }),
    ...(drawn.chunked ? { framing: 'chunked' } : {}),
  };
}

function partsOf(drawn: Draft): PartRecipe[] {
  const accounts: Record<Draft['account'], PartRecipe[]> = {
    named: [account],
    empty: [{ role: 'account', text: '' }],
    absent: [],
  };
  const files = drawn.files.map(({ field, kind, name }) => {
    const recipe = { kind, ...(name === undefined ? {} : { name }) };
    if (field === 'content') return file(recipe);
    return fileNamed(field === 'array' ? '{{field:content}}[]' : 'attachment', recipe);
  });
  const types = drawn.documentType === undefined ? [] : [type(drawn.documentType)];
  return [...accounts[drawn.account], ...files, ...types, ...drawn.extraFields];
}

/** Asks the rules, with the token `valid` as the only one admitted. */
function expectationOf(drawn: Draft): Expectation {
  const ruling = rule(factsOf(drawn), contract, { tokens: ['valid'] });
  if (ruling.outcome !== 'accepted') {
    return { outcome: ruling.outcome, by: ruling.requirement as RequirementId };
  }
  const by = usesLiberties(drawn) ? 'R17' : 'R1';
  const typeBy = isVariant(drawn.documentType) ? 'R16' : (ruling.requirement as RequirementId);
  const shown = ruling.documentType === undefined ? 'unset' : { value: ruling.documentType };
  return { outcome: 'accepted', by, type: { shown, by: typeBy } };
}

/** A recognised type but for letter case: that recognition is exact is a SHOULD (R16). */
const isVariant = (value: string | undefined): boolean =>
  contract.recognisedDocumentTypes.some(
    (recognised) => recognised !== value && recognised.toLowerCase() === value?.toLowerCase(),
  );

/** What only R17, a SHOULD, wants taken: a refusal of it breaks no MUST. */
const usesLiberties = (drawn: Draft): boolean =>
  drawn.chunked ||
  drawn.quotedBoundary ||
  drawn.extraFields.length > 0 ||
  drawn.files.some(({ kind }) => kind === 'empty') ||
  new Set(drawn.order).size > 1;

function factsOf(drawn: Draft): UploadFacts {
  const { account: accountField, content, type: typeField } = contract.fields;
  const fields = { content, attachment: 'attachment', array: `${content}[]` };
  return {
    head: {
      method: contract.method,
      clientId: 'client',
      authorization: drawn.token === 'absent' ? undefined : drawn.token === 'empty' ? '' : drawn.token,
      mediaType: contract.mediaType,
    },
    body: {
      complete: true,
      tooLarge: false,
      parts: [
        ...drawn.files.map(({ field }) => ({
          kind: 'file' as const,
          name: fields[field],
          fileName: 'x',
          mediaType: '',
          size: 1,
        })),
        ...(drawn.account === 'absent'
          ? []
          : [
              {
                kind: 'field' as const,
                name: accountField,
                value: drawn.account === 'empty' ? '' : 'account',
              },
            ]),
        ...(drawn.documentType === undefined
          ? []
          : [{ kind: 'field' as const, name: typeField, value: drawn.documentType }]),
      ],
    },
  };
}
