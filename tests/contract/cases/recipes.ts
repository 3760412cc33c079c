import type { RequirementId } from '../../../spec/requirements.ts';
import type { Refusal } from '../../../spec/rules.ts';
import type {
  AcceptedExpectation,
  AsControlExpectation,
  ContractCase,
  Expectation,
  FileRecipe,
  MultipartRecipe,
  PartRecipe,
  RefusedExpectation,
  RequestRecipe,
  TokenVariant,
} from '../case.ts';

/** Named recipes. Each case varies one of them in one detail. They return plain data. */
export const account: PartRecipe = { role: 'account', text: '{{accountId}}' };

export const csv: FileRecipe = { kind: 'csv' };

export const wordFile: FileRecipe = {
  kind: 'binary',
  name: '{{mark}}.docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export const file = (recipe: Partial<FileRecipe> = {}): PartRecipe => ({
  role: 'content',
  file: { ...csv, ...recipe },
});

export const fileNamed = (name: string, recipe: Partial<FileRecipe> = {}): PartRecipe => ({
  name,
  file: { ...csv, ...recipe },
});

export const type = (text: string): PartRecipe => ({ role: 'type', text });

/** A type of this many characters. */
export const typeOfSize = (text: string, size: number): PartRecipe => ({ role: 'type', text, size });

/** A multipart upload with these parts. */
export const upload = (parts: PartRecipe[], multipart: Partial<MultipartRecipe> = {}): RequestRecipe => ({
  body: { kind: 'multipart', parts, ...multipart },
});

/** The page's first program: an account and one file. */
export const baseline: RequestRecipe = upload([account, file()]);

/** The page's second program: an account and one file, then a document type. */
export const typed = (documentType: string, recipe: Partial<FileRecipe> = {}): RequestRecipe =>
  upload([account, file(recipe), type(documentType)]);

/** The parts of a request; none when it is no form. */
export const partsOf = ({ body }: RequestRecipe): readonly PartRecipe[] =>
  'parts' in body ? body.parts : [];

/** The type that a request sends. */
export function typeOf(request: RequestRecipe): string | undefined {
  const part = partsOf(request).find((candidate) => 'role' in candidate && candidate.role === 'type');
  return part !== undefined && 'text' in part ? part.text : undefined;
}

/** Sends this request with another token. Default: the page's first upload. */
export const withToken = (token: TokenVariant, request: RequestRecipe = baseline): RequestRecipe => ({
  ...request,
  token,
});

/** An accepted upload that leaves the type unset: by R10 when none was sent. */
export const accepted = (by: RequirementId, typeBy: RequirementId = 'R10'): AcceptedExpectation => ({
  outcome: 'accepted',
  by,
  type: { shown: 'unset', by: typeBy },
});

/** An accepted upload that sets the type to this value (R8). */
export const acceptedAs = (value: string, by: RequirementId = 'R8'): AcceptedExpectation => ({
  outcome: 'accepted',
  by,
  type: { shown: { value }, by: 'R8' },
});

/** A field outside the form has no effect (R21): the upload gets the same response as its control without the field. */
export const withoutEffect: AsControlExpectation = { outcome: 'as-control', by: 'R21' };

/** The same in the query. A deployment may reject unknown parameters. */
export const withoutEffectInQuery: AsControlExpectation = { ...withoutEffect, orRefused: true };

export const refused = (outcome: Refusal, by: RequirementId): RefusedExpectation => ({ outcome, by });

/** A case of one exchange. Its control is the case whose accepted upload differs from this one in one detail. */
export const single = (
  id: string,
  title: string,
  request: RequestRecipe,
  expect: Expectation,
  control?: string,
): ContractCase => ({
  id,
  title,
  steps: [{ request, expect, ...(control === undefined ? {} : { control }) }],
});
