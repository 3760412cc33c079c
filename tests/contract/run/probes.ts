import { contract } from '../../../generated/contract.ts';
import type { ContractCase } from '../case.ts';
import {
  account,
  baseline,
  fileNamed,
  firstType,
  refused,
  single,
  typeCase,
  upload,
} from '../cases/recipes.ts';

/** What implementations call the field of the file, other than the contract does. */
const fieldNames = ['files', 'files[]', 'upload', 'document', 'attachment'].filter(
  (name) => name !== contract.fields.content,
);
const fileProbe = (name: string): string => `probe-file-as-${name.replace('[]', '-list')}`;

/** Sent only when the baseline was refused: does the deployment want something else than the contract says? */
export interface Probe {
  id: string;
  /** What its acceptance tells. */
  means: string;
}

export const probes: Probe[] = [
  { id: 'token-bearer-prefixed', means: 'takes `Bearer <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-basic-prefixed', means: 'takes `Basic <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-in-query-token', means: 'takes the token in the query and refuses the header (R1, R2)' },
  {
    id: 'token-in-query-access-token',
    means: 'takes the token in the query and refuses the header (R1, R2)',
  },
  { id: typeCase(firstType), means: 'demands a document type (R10)' },
  { id: 'type-unrecognised', means: 'demands a document type (R10)' },
  { id: 'path-without-client-id', means: 'wants a path without the client id (R3)' },
  { id: 'path-client-id-in-query', means: 'wants the client id in the query (R3)' },
  { id: 'path-without-last-segment', means: 'wants another path (R3)' },
  { id: 'probe-trailing-slash', means: 'wants a path with a slash at the end (R3)' },
  { id: 'account-in-query', means: 'wants the account in the query (R1, R21)' },
  { id: 'token-token-prefixed', means: 'takes `Token <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-api-key-prefixed', means: 'takes `ApiKey <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-in-query-other-names', means: 'takes the token in the query and refuses the header (R1, R2)' },
  { id: 'token-in-cookie', means: 'takes the token in a cookie and refuses the header (R1, R2)' },
  { id: 'token-in-api-key-header', means: 'takes the token in another header than Authorization (R1, R2)' },
  { id: 'token-in-other-header', means: 'takes the token in another header than Authorization (R1, R2)' },
  { id: 'token-in-field', means: 'takes the token in a form field and refuses the header (R1, R2)' },
  { id: 'untyped-type-in-query', means: 'demands a document type in the query (R10, R21)' },
  { id: 'account-in-header', means: 'wants the account in a header (R1, R21)' },
  { id: 'account-in-other-field', means: 'wants the account in a field of another name (R5)' },
  { id: 'path-other-version', means: 'wants a path of another version (R3)' },
  { id: 'path-singular', means: 'wants another last segment (R3)' },
  { id: 'path-dashed', means: 'wants another last segment (R3)' },
  { id: 'path-camel-case', means: 'wants another last segment (R3)' },
  { id: 'path-first-word', means: 'wants another last segment (R3)' },
  { id: 'path-client-id-last', means: 'wants the client id at the end of the path (R3)' },
  { id: 'path-without-version', means: 'wants a path without a version (R3)' },
  ...fieldNames.map((name) => ({
    id: fileProbe(name),
    means: `wants the file in a field named ${name} (R6)`,
  })),
  { id: 'method-put', means: `wants PUT instead of ${contract.method} (R1)` },
  { id: 'json-body', means: 'wants a JSON body (R4)' },
  { id: 'urlencoded-body', means: 'wants an urlencoded body (R4)' },
  { id: 'account-after-file', means: 'wants the file ahead of the other parts (R1, R17)' },
  { id: 'pdf-file', means: 'takes PDF files and refuses CSV files (R1)' },
  { id: 'file-of-100-kilobytes', means: 'refuses small files (R1)' },
];

export const probeIds: readonly string[] = probes.map(({ id }) => id);

/** The baseline at a path that cannot exist: where a refusal is the same there, nothing is served here. */
export const nowhereProbeId = 'probe-path-nowhere';

/** Nothing at all, at a path that cannot exist: where even that is accepted, nothing is served here. */
export const bareProbeId = 'probe-path-nowhere-bare';

/** Requests that are no check by themselves: what a deployment makes of these beside the documented ones is left open. */
export const probeCases: ContractCase[] = [
  single(
    nowhereProbeId,
    'A path that cannot exist',
    { ...baseline, path: 'nowhere' },
    { outcome: 'otherPath', by: 'R3' },
  ),
  single(
    bareProbeId,
    'An empty request at a path that cannot exist',
    { path: 'nowhere', token: 'absent', body: { kind: 'none' } },
    { outcome: 'otherPath', by: 'R3' },
  ),
  single(
    'probe-trailing-slash',
    'A path with a slash at the end',
    { ...baseline, path: 'trailing-slash' },
    { outcome: 'otherPath', by: 'R3' },
  ),
  ...fieldNames.map((name) =>
    single(
      fileProbe(name),
      `A file in a field named ${name}`,
      upload([account, fileNamed(name)]),
      refused('missingFile', 'R6'),
    ),
  ),
];
