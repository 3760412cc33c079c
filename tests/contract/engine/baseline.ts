import type { ContractCase } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { baseline, firstType, single, typeCase } from '../cases/recipes.ts';
import type { SentStep } from './attempt.ts';
import type { TransportErrorKind } from './exchange.ts';
import { isAccepted, outcome } from './judge.ts';

/** What is found out about the deployment as a whole before the cases are sent. */
export type Examination =
  | { kind: 'accepted' }
  /** The baseline was refused, and nothing else is known yet. */
  | { kind: 'refused'; note: string; stop: string }
  /** Nothing can be told: nobody answers there, or the tester's token, account or address looks wrong. */
  | { kind: 'set-up'; note: string; stop: string }
  /** The deployment itself breaks a rule. `stop` is set when no case can be judged. */
  | { kind: 'broken'; note: string; stop?: string };

/** Sent only when the baseline was refused: does the deployment want something else than the contract says? */
interface Probe {
  id: string;
  /** What its acceptance tells. */
  means: string;
}

const probes: Probe[] = [
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
  { id: 'account-in-query', means: 'wants the account in the query (R5)' },
  { id: 'token-token-prefixed', means: 'takes `Token <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-api-key-prefixed', means: 'takes `ApiKey <token>` and refuses the raw token (R1, R2)' },
  { id: 'token-in-query-other-names', means: 'takes the token in the query and refuses the header (R1, R2)' },
  { id: 'token-in-cookie', means: 'takes the token in a cookie and refuses the header (R1, R2)' },
  { id: 'token-in-api-key-header', means: 'takes the token in another header than Authorization (R1, R2)' },
  { id: 'token-in-other-header', means: 'takes the token in another header than Authorization (R1, R2)' },
  { id: 'token-in-field', means: 'takes the token in a form field and refuses the header (R1, R2)' },
  { id: 'untyped-type-in-query', means: 'demands a document type in the query (R10)' },
  { id: 'account-in-header', means: 'wants the account in a header (R5)' },
  { id: 'account-in-other-field', means: 'wants the account in a field of another name (R5)' },
  { id: 'path-other-version', means: 'wants a path of another version (R3)' },
  { id: 'path-singular', means: 'wants another last segment (R3)' },
  { id: 'path-dashed', means: 'wants another last segment (R3)' },
  { id: 'json-body', means: 'wants a JSON body (R4)' },
  { id: 'urlencoded-body', means: 'wants an urlencoded body (R4)' },
  { id: 'account-after-file', means: 'wants the file ahead of the other parts (R1, R17)' },
  { id: 'pdf-file', means: 'takes PDF files and refuses CSV files (R1)' },
];

export const probeIds: readonly string[] = probes.map(({ id }) => id);

/** Requests that are no check by themselves: what routers make of a slash at the end is left open. */
export const probeCases: ContractCase[] = [
  single(
    'probe-trailing-slash',
    'A path with a slash at the end',
    { ...baseline, path: 'trailing-slash' },
    { outcome: 'otherPath', by: 'R3' },
  ),
];

/** Statuses of a refused baseline that a wrong token, account or address explains. */
const setUpHints: Record<number, string> = {
  400: 'check --account-id and --client-id',
  401: 'the token looks wrong: check --token',
  403: 'the token, the account or the client looks wrong: check --token, --account-id and --client-id',
  404: 'this is no upload endpoint, or an unknown client: check --base-url and --client-id',
  405: 'this is no upload endpoint: check --base-url',
  410: 'this is no upload endpoint: check --base-url',
  422: 'check --account-id and --client-id',
  502: 'nothing behind the gateway answers: check --base-url, and whether the deployment is up',
  503: 'nothing behind the gateway answers: check --base-url, and whether the deployment is up',
  504: 'nothing behind the gateway answers: check --base-url, and whether the deployment is up',
};

const advice: Partial<Record<TransportErrorKind, string>> = {
  timeout: 'A longer --timeout may help.',
  unreachable: 'Is the deployment up? Check --base-url.',
  'name-not-found': 'Check the host in --base-url.',
};

/** Judges the deployment as a whole from the baseline and, where they were sent, the probes. */
export function examine(sent: ReadonlyMap<string, readonly SentStep[]>, probed: boolean): Examination {
  const exchange = sent.get(baselineId)?.[0]?.exchange;
  if (exchange === undefined || isAccepted(exchange.response)) return { kind: 'accepted' };
  const { response, error } = exchange;
  if (response === null) {
    const note =
      `No answer to the first upload: ${error?.message}. ${advice[error?.kind ?? 'reset'] ?? ''}`.trim();
    return { kind: 'set-up', note, stop: 'the deployment does not answer' };
  }
  const refusal = `A well-formed upload was refused: ${outcome(exchange)}`;
  const stop = `${baselineId} was refused (${outcome(exchange)})`;
  const taken = probes.filter(({ id }) => sent.get(id)?.some((step) => isAccepted(step.exchange.response)));
  if (taken.length > 0) {
    const findings = [...new Set(taken.map(({ means }) => means))].join('; ');
    return { kind: 'broken', note: `${refusal}. The deployment ${findings}.` };
  }
  if (!probed) return { kind: 'refused', note: refusal, stop };
  if (response.status >= 300 && response.status <= 399) {
    return { kind: 'broken', note: `${refusal}. The deployment answers a redirect (R1).`, stop };
  }
  const hint = setUpHints[response.status];
  if (hint !== undefined) return { kind: 'set-up', note: `${refusal}; ${hint}.`, stop };
  return { kind: 'broken', note: `${refusal}. No token, account or address explains that (R1).`, stop };
}
