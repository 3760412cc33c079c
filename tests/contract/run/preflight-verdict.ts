import type { Contract } from '../../../spec/contract.ts';
import { baselineId } from '../cases/accepted.ts';
import { jsonObject, mediaTypeOf } from '../judge/body.ts';
import { judgedResponse } from '../judge/from-wire.ts';
import type { Preflight } from '../report/run-facts.ts';
import type { SentStep } from '../wire/attempt.ts';
import {
  type Exchange,
  isAccepted,
  outcome,
  type ReceivedResponse,
  type TransportErrorKind,
} from '../wire/exchange.ts';
import { bareProbeId, nowhereProbeId, probesOf } from './probes.ts';

/** Statuses of a rejected baseline that a wrong token, account or address explains. */
const setUpHints: Record<number, string> = {
  400: 'check --account-id and --client-id',
  401: 'the token looks wrong: check --token',
  403: 'the token, the account or the client looks wrong: check --token, --account-id and --client-id',
  404: 'this is not an upload endpoint, or an unknown client: check --base-url and --client-id',
  405: 'this is not an upload endpoint: check --base-url',
  410: 'this is not an upload endpoint: check --base-url',
  422: 'check --account-id and --client-id',
  502: 'the gateway cannot reach the deployment: check --base-url, and whether the deployment is up',
  503: 'the gateway cannot reach the deployment: check --base-url, and whether the deployment is up',
  504: 'the gateway cannot reach the deployment: check --base-url, and whether the deployment is up',
};

const advice: Partial<Record<TransportErrorKind, string>> = {
  timeout: 'A longer --timeout may help.',
  unreachable: 'Is the deployment up? Check --base-url.',
  'name-not-found': 'Check the host in --base-url.',
  'not-http': 'Check scheme, host and port in --base-url.',
};

/** Judges the deployment as a whole by the baseline and, if sent, the probes. */
export function judgePreflight(
  sent: ReadonlyMap<string, readonly SentStep[]>,
  probed: boolean,
  contract: Contract,
): Preflight {
  const exchange = exchangeOf(sent, baselineId);
  if (exchange === undefined) return { kind: 'accepted' };
  const { response, error } = exchange;
  if (error?.kind === 'malformed-response') {
    const note = `The response to the first upload cannot be read (R1, R20): ${error.message}.`;
    return { kind: 'broken', note, stop: `the response to ${baselineId} cannot be read` };
  }
  if (response === null) return withoutResponse(exchange);
  if (isAccepted(response)) return judgeAccepted(response, sent, probed, contract);
  const refusal = `A well-formed upload was rejected: ${outcome(exchange)}${reasonGiven(response)}`;
  const stop = `${baselineId} was rejected (${outcome(exchange)})`;
  if (response.status === 429)
    return { kind: 'set-up', note: `${refusal}; the deployment limits requests: try again later.`, stop };
  const isTaken = (id: string): boolean => isAccepted(exchangeOf(sent, id)?.response ?? null);
  const taken = probesOf(contract)
    .map(({ means, ids }) => ({ means, ids: ids.filter(isTaken) }))
    .filter(({ ids }) => ids.length > 0);
  if (taken.length > 0) {
    const findings = taken.map(({ means, ids }) => `${means}: ${ids.join(', ')}`).join('; ');
    return { kind: 'broken', note: `${refusal}. The deployment ${findings}.` };
  }
  if (!probed) return { kind: 'refused', note: refusal, stop };
  const hint =
    setUpHints[response.status] ??
    (isSame(response, exchangeOf(sent, nowhereProbeId)?.response) ? nothingServed : undefined);
  if (hint !== undefined) return { kind: 'set-up', note: `${refusal}; ${hint}.`, stop };
  if (response.status >= 300 && response.status <= 399) {
    return { kind: 'broken', note: `${refusal}. The deployment responds with a redirect (R1).`, stop };
  }
  return { kind: 'broken', note: `${refusal}. No token, account or address explains that (R1).`, stop };
}

const exchangeOf = (sent: ReadonlyMap<string, readonly SentStep[]>, id: string): Exchange | undefined =>
  sent.get(id)?.[0]?.exchange;

const nothingServed =
  'a path that cannot exist gets the same response, so there is no upload endpoint here: check --base-url';

function withoutResponse({ error }: Exchange): Preflight {
  const kind = error?.kind ?? 'reset';
  const note = `No response to the first upload: ${error?.message}. ${advice[kind] ?? ''}`.trim();
  return { kind: 'set-up', note, stop: 'the deployment does not respond' };
}

/** A success that describes an upload comes from an upload endpoint, whatever else the endpoint accepts. */
function judgeAccepted(
  response: ReceivedResponse,
  sent: ReadonlyMap<string, readonly SentStep[]>,
  probed: boolean,
  contract: Contract,
): Preflight {
  const body = jsonObject(judgedResponse(response)) ?? {};
  if (Object.values(contract.success.members).some((name) => Object.hasOwn(body, name)))
    return { kind: 'accepted' };
  if (!probed) return { kind: 'doubted' };
  if (!isSame(response, exchangeOf(sent, bareProbeId)?.response)) return { kind: 'accepted' };
  const note = `The first upload got status ${response.status}; ${nothingServed}.`;
  return { kind: 'set-up', note, stop: 'there is no upload endpoint here' };
}

/** The same response, apart from paths and times. */
const isSame = (one: ReceivedResponse, other: ReceivedResponse | null | undefined): boolean =>
  other !== null &&
  other !== undefined &&
  one.status === other.status &&
  mediaTypeOf(one) === mediaTypeOf(other);

/** The reason that the response gives, if it is short. Not cut, because half a token would no longer be redacted. */
function reasonGiven(response: ReceivedResponse): string {
  const { detail, message, error, title } = jsonObject(judgedResponse(response)) ?? {};
  const fits = (text: unknown): boolean => typeof text === 'string' && text !== '' && text.length <= 200;
  const reason = [detail, message, error, title].find(fits);
  return reason === undefined ? '' : ` (“${reason}”)`;
}
