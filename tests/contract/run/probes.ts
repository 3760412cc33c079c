import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase } from '../case.ts';
import { account, baseline, fileNamed, refused, single, upload } from '../cases/recipes.ts';
import { vocabularyOf } from '../cases/vocabulary.ts';

/** What a deployment that rejects the baseline does instead of what the contract says. */
export interface Probe {
  means: string;
  /** Ids of cases, or of `probeCases`: one that is accepted is enough. */
  ids: readonly string[];
}

/** Names that implementations give the file field instead of the contract's. */
const fieldNames = ['files', 'files[]', 'upload', 'document', 'attachment'];

const fileProbe = (name: string): string => `probe-file-as-${name.replace('[]', '-list')}`;

const slashProbeId = 'probe-trailing-slash';

/** The telling cases, by what the deployment may do instead. `contractCases` decides which of them a contract has. */
const differences = {
  bearer: ['token-bearer-prefixed'],
  scheme: ['token-basic-prefixed', 'token-token-prefixed', 'token-api-key-prefixed', 'token-without-scheme'],
  tokenPlace: [
    'token-in-query-token',
    'token-in-query-access-token',
    'token-in-query-other-names',
    'token-in-cookie',
    'token-in-api-key-header',
    'token-in-other-header',
    'token-in-field',
  ],
  typeInQuery: ['untyped-type-in-query'],
  accountPlace: ['account-in-query', 'account-in-header', 'account-in-other-field'],
  path: [
    'path-without-client-id',
    'path-client-id-in-query',
    'path-client-id-last',
    'path-without-last-segment',
    'path-other-version',
    'path-without-version',
    'path-singular',
    'path-dashed',
    'path-camel-case',
    'path-first-word',
    slashProbeId,
  ],
  method: ['method-put', 'method-post'],
  body: ['json-body', 'urlencoded-body'],
  order: ['account-after-file'],
  pdf: ['pdf-file'],
  size: ['file-of-100-kilobytes'],
} as const;

/** Sent only when the baseline was rejected: does the deployment expect something else than the contract says? */
export function probesOf(contract: Contract): Probe[] {
  const { typeCase, firstType, decoys } = vocabularyOf(contract);
  const { header = '', scheme } = contract.credential ?? {};
  const written = scheme === undefined ? 'the raw token' : 'the documented scheme';
  const types = [typeCase(firstType), 'type-unrecognised', ...differences.typeInQuery];
  return [
    { means: `accepts \`Bearer <token>\` and rejects ${written} (R1, R2)`, ids: differences.bearer },
    {
      means: `accepts another scheme than documented, and rejects ${written} (R1, R2)`,
      ids: differences.scheme,
    },
    {
      means: `accepts the token elsewhere than in ${header}, and rejects it there (R1, R2)`,
      ids: differences.tokenPlace,
    },
    { means: 'requires a document type (R10)', ids: types },
    { means: 'expects the account elsewhere than in its field (R5)', ids: differences.accountPlace },
    { means: 'expects another path (R3)', ids: differences.path },
    { means: 'expects the file in a field of another name (R6)', ids: decoys(fieldNames).map(fileProbe) },
    { means: `expects another method than ${contract.method} (R1)`, ids: differences.method },
    { means: `expects another body than ${contract.mediaType} (R4)`, ids: differences.body },
    { means: 'expects the file before the other parts (R1, R17)', ids: differences.order },
    { means: 'accepts PDF files and rejects CSV files (R1)', ids: differences.pdf },
    { means: 'rejects small files (R1)', ids: differences.size },
  ];
}

/** The baseline at a path that cannot exist. If it gets the same response, there is no endpoint here. */
export const nowhereProbeId = 'probe-path-nowhere';

/** An empty request at a path that cannot exist. If it is accepted, there is no endpoint here. */
export const bareProbeId = 'probe-path-nowhere-bare';

/** Requests that are not checks: the contract leaves open what a deployment does with them. */
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
    slashProbeId,
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
