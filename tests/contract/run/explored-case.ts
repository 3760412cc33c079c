import type fc from 'fast-check';
import { contract, type RequirementId } from '../../../generated/contract.ts';
import { rule, type UploadFacts } from '../../../spec/rules.ts';
import type { ContractCase, Expectation, PartRecipe, RequestRecipe } from '../case.ts';
import { account, file, fileNamed, single, type, upload } from '../cases/recipes.ts';
import { type Draft, draft } from './explore-draft.ts';

export const exploredCaseId = 'explored';

/** Cases beyond the table, drawn at random; `spec/rules.ts` says what must come. */
export const exploredCase: fc.Arbitrary<ContractCase> = draft.map((drawn) =>
  single(
    exploredCaseId,
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
  const requirement = ruling.requirement as RequirementId;
  const by = usesLiberties(drawn) ? 'R17' : requirement;
  const typeBy = isVariant(drawn.documentType) ? 'R16' : requirement;
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
