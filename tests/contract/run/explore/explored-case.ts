import type fc from 'fast-check';
import type { Contract } from '../../../../spec/contract.ts';
import type { RequirementId } from '../../../../spec/requirements.ts';
import { type PartFacts, rule, type UploadFacts } from '../../../../spec/rules.ts';
import type { ContractCase, Expectation, PartRecipe, RequestRecipe } from '../../case.ts';
import { completeParts } from '../../cases/fit.ts';
import { account, file, fileNamed, single, type, typeOf, upload } from '../../cases/recipes.ts';
import { authorizationValue } from '../../request/resolve.ts';
import { type Draft, draftOf } from './draft.ts';

export const exploredCaseId = 'explored';

/** Generated cases; `spec/rules.ts` says what to expect. */
export const exploredCase = (contract: Contract): fc.Arbitrary<ContractCase> =>
  draftOf(contract).map((drawn) => {
    const request = recipeOf(drawn, contract);
    return single(
      exploredCaseId,
      'A generated request is handled as the contract says',
      request,
      expectationOf(drawn, request, contract),
    );
  });

function recipeOf(drawn: Draft, contract: Contract): RequestRecipe {
  const parts = completeParts(partsOf(drawn), contract);
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

/** Asks the rules, with one valid token. */
function expectationOf(drawn: Draft, request: RequestRecipe, contract: Contract): Expectation {
  const ruling = rule(factsOf(request, contract), contract, { tokens: [admitted] });
  const requirement = ruling.requirement as RequirementId;
  if (ruling.outcome !== 'accepted') return { outcome: ruling.outcome, by: requirement };
  const by = usesLiberties(drawn) ? 'R17' : requirement;
  if (contract.fields.type === undefined) return { outcome: 'accepted', by };
  const typeBy = isVariant(typeOf(request), contract) ? 'R16' : requirement;
  const shown = ruling.documentType === undefined ? 'unset' : { value: ruling.documentType };
  return { outcome: 'accepted', by, type: { shown, by: typeBy } };
}

const admitted = 'an-admitted-token';

/** A recognised type in another letter case: exact recognition is a SHOULD (R16). */
const isVariant = (value: string | undefined, { recognisedDocumentTypes }: Contract): boolean =>
  recognisedDocumentTypes.some(
    (recognised) => recognised !== value && recognised.toLowerCase() === value?.toLowerCase(),
  );

/** Only R17, a SHOULD, requires accepting this: rejecting it breaks no MUST. */
const usesLiberties = (drawn: Draft): boolean =>
  drawn.chunked ||
  drawn.quotedBoundary ||
  drawn.extraFields.length > 0 ||
  drawn.files.some(({ kind }) => kind === 'empty') ||
  new Set(drawn.order).size > 1;

function factsOf({ body, token = 'valid' }: RequestRecipe, contract: Contract): UploadFacts {
  const { credential, fields, method, mediaType } = contract;
  const nameOf = (part: PartRecipe): string =>
    'role' in part
      ? (fields[part.role] ?? part.role)
      : part.name.replace('{{field:content}}', fields.content);
  const parts = 'parts' in body ? body.parts : [];
  return {
    head: {
      method,
      clientId: 'client',
      authorization: credential && authorizationValue(token, admitted, credential),
      mediaType,
    },
    body: {
      complete: true,
      tooLarge: false,
      parts: parts.map(
        (part): PartFacts =>
          'text' in part
            ? { kind: 'field', name: nameOf(part), value: part.text }
            : { kind: 'file', name: nameOf(part), fileName: 'x', mediaType: '', size: 1 },
      ),
    },
  };
}
