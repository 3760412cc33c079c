import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase } from '../case.ts';
import { account, baseline, fileNamed, refused, single, upload } from '../cases/recipes.ts';
import { vocabularyOf } from '../cases/vocabulary.ts';

/** What a deployment that refuses the baseline wants instead. */
export interface Probe {
  means: string;
  /** Cases, or `probeCases`: one of them that is accepted tells. */
  ids: readonly string[];
}

/** What implementations call the field of the file, other than the contract does. */
const fieldNames = ['files', 'files[]', 'upload', 'document', 'attachment'];

const fileProbe = (name: string): string => `probe-file-as-${name.replace('[]', '-list')}`;

const tokenElsewhere = ['token-in-api-key-header', 'token-in-other-header'];

const tokenInQuery = ['token-in-query-token', 'token-in-query-access-token', 'token-in-query-other-names'];

const otherLastSegment = ['path-singular', 'path-dashed', 'path-camel-case', 'path-first-word'];

/** Sent only when the baseline was refused: does the deployment want something else than the contract says? */
export function probesOf(contract: Contract): Probe[] {
  const { typeCase, firstType, decoys } = vocabularyOf(contract);
  const header = contract.credential?.header ?? '';
  const written = contract.credential?.scheme === undefined ? 'the raw token' : 'the documented scheme';
  return [
    ...['Bearer', 'Basic', 'Token', 'ApiKey'].map((scheme) => ({
      means: `takes \`${scheme} <token>\` and refuses ${written} (R1, R2)`,
      ids: [`token-${scheme === 'ApiKey' ? 'api-key' : scheme.toLowerCase()}-prefixed`],
    })),
    {
      means: 'takes the raw token and refuses the documented scheme (R1, R2)',
      ids: ['token-without-scheme'],
    },
    { means: 'takes the token in the query and refuses the header (R1, R2)', ids: tokenInQuery },
    { means: 'takes the token in a cookie and refuses the header (R1, R2)', ids: ['token-in-cookie'] },
    { means: `takes the token in another header than ${header} (R1, R2)`, ids: tokenElsewhere },
    { means: 'takes the token in a form field and refuses the header (R1, R2)', ids: ['token-in-field'] },
    { means: 'demands a document type (R10)', ids: [typeCase(firstType), 'type-unrecognised'] },
    { means: 'demands a document type in the query (R10, R21)', ids: ['untyped-type-in-query'] },
    { means: 'wants the account in the query (R1, R21)', ids: ['account-in-query'] },
    { means: 'wants the account in a header (R1, R21)', ids: ['account-in-header'] },
    { means: 'wants the account in a field of another name (R5)', ids: ['account-in-other-field'] },
    { means: 'wants a path without the client id (R3)', ids: ['path-without-client-id'] },
    { means: 'wants the client id in the query (R3)', ids: ['path-client-id-in-query'] },
    { means: 'wants the client id at the end of the path (R3)', ids: ['path-client-id-last'] },
    { means: 'wants another path (R3)', ids: ['path-without-last-segment'] },
    { means: 'wants a path with a slash at the end (R3)', ids: ['probe-trailing-slash'] },
    { means: 'wants a path of another version (R3)', ids: ['path-other-version'] },
    { means: 'wants a path without a version (R3)', ids: ['path-without-version'] },
    { means: 'wants another last segment (R3)', ids: otherLastSegment },
    ...decoys(fieldNames).map((name) => ({
      means: `wants the file in a field named ${name} (R6)`,
      ids: [fileProbe(name)],
    })),
    { means: `wants PUT instead of ${contract.method} (R1)`, ids: ['method-put'] },
    { means: `wants POST instead of ${contract.method} (R1)`, ids: ['method-post'] },
    { means: 'wants a JSON body (R4)', ids: ['json-body'] },
    { means: 'wants an urlencoded body (R4)', ids: ['urlencoded-body'] },
    { means: 'wants the file ahead of the other parts (R1, R17)', ids: ['account-after-file'] },
    { means: 'takes PDF files and refuses CSV files (R1)', ids: ['pdf-file'] },
    { means: 'refuses small files (R1)', ids: ['file-of-100-kilobytes'] },
  ];
}

/** The baseline at a path that cannot exist: where a refusal is the same there, nothing is served here. */
export const nowhereProbeId = 'probe-path-nowhere';

/** Nothing at all, at a path that cannot exist: where even that is accepted, nothing is served here. */
export const bareProbeId = 'probe-path-nowhere-bare';

/** Requests that are no check by themselves: what a deployment makes of these beside the documented ones is left open. */
export const probeCases = (contract: Contract): ContractCase[] => [
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
  ...vocabularyOf(contract)
    .decoys(fieldNames)
    .map((name) =>
      single(
        fileProbe(name),
        `A file in a field named ${name}`,
        upload([account, fileNamed(name)]),
        refused('missingFile', 'R6'),
      ),
    ),
];
