import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { ownRequirement } from '../../tests/contract/cases/own-requirement.ts';
import type { FileContent } from '../../tests/contract/request/content.ts';
import { wholeBody } from '../../tests/contract/request/encode.ts';
import type { ResolvedRequest } from '../../tests/contract/request/resolve.ts';
import { header } from '../../tests/contract/wire/exchange.ts';
import type { FileStore } from './exports/files.ts';
import { bare, exportedRequest, wireRequest } from './exports/request.ts';
import { checksOfStep, type NamedStep, namedSteps, requirementOf } from './exports/words.ts';

/** The files are next to the Postman collection, which uploads them as well. */
const filesFolder = '../postman/files';

/** The cases as one file for VS Code's REST Client and JetBrains' HTTP client, with the variables at the top. */
export function renderHttpFile(contract: Contract, cases: readonly ContractCase[], store: FileStore): string {
  const inOrder = contract.requirements.flatMap(({ id }) =>
    cases.filter((one) => ownRequirement(one) === id),
  );
  const requests = inOrder.flatMap(namedSteps).map((step) => renderRequest(step, store, contract));
  return [introduction(contract), ...requests].join('\n');
}

const introduction = ({
  title,
  credential,
  fields,
}: Contract): string => `# ${title}: the contract, for VS Code (REST Client) and JetBrains (HTTP Client).
# Written by \`npm run generate\`. Fill in the variables, and keep the filled-in file out of version control.
# Each request says what to expect: the editors show the response, but do not judge it.

@baseUrl = https://yourdomain.com
@clientId = your-client-id
${[
  ...(fields.account === undefined
    ? []
    : ['@accountId = your-account-id', '@foreignAccountId = an-account-that-the-token-may-not-use']),
  ...(credential === undefined ? [] : ['@token = your-authorization-token']),
].join('\n')}
`;

function renderRequest(step: NamedStep, store: FileStore, contract: Contract): string {
  const request = exportedRequest(step.recipe, contract);
  const wire = wireRequest(includeFiles(request, store));
  const mediaType = header(wire.headers, 'Content-Type');
  const lines = [...request.headers, ...(mediaType === undefined ? [] : [['Content-Type', mediaType]])];
  return [
    `### ${step.key}: ${step.contractCase.title}`,
    ...expectations(step, contract),
    `# @name ${step.key.replace('/', '-')}`,
    '# @no-redirect',
    '# @no-cookie-jar',
    `${request.method} {{baseUrl}}${request.target}`,
    ...lines.map(([name, value]) => `${name}: ${value}`.trimEnd()),
    ...(wire.body === undefined
      ? []
      : ['', bare(wholeBody(wire).toString()).replaceAll('\r\n', '\n').trimEnd()]),
    '',
  ].join('\n');
}

/** The requirement and the expected outcome, MUST rules first. */
function expectations(step: NamedStep, contract: Contract): string[] {
  const { id, level, statement } = requirementOf(ownRequirement(step.contractCase), contract);
  const checks = checksOfStep(step, contract);
  const expected = (['MUST', 'SHOULD'] as const).flatMap((level) => {
    const found = checks.filter((check) => check.level === level);
    if (found.length === 0) return [];
    return [`# ${level}: ${found.map((check) => `${check.expected} (${check.requirement})`).join('; ')}`];
  });
  return [`# ${id} (${level}): ${statement}`, ...expected];
}

/** Replaces each file's content by the line that includes it. */
function includeFiles(request: ResolvedRequest, store: FileStore): ResolvedRequest {
  const included = (file: FileContent): FileContent => ({
    ...file,
    pieces: [Buffer.from(`< ${filesFolder}/${store.keep(file)}`)],
  });
  const { body } = request;
  if (body.kind === 'raw') return { ...request, body: { ...body, file: included(body.file) } };
  if (body.kind !== 'multipart') return request;
  const parts = body.parts.map((part) => ('file' in part ? { ...part, file: included(part.file) } : part));
  return { ...request, body: { ...body, parts } };
}
