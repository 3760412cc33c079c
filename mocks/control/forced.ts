import type { Contract } from '../../spec/contract.ts';
import type { MockResponse, Upload } from '../gate/handled-request.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';
import { faultOfNext, faultOfRule, type NewRule } from '../responses/asked/next-fault.ts';
import { preferenceOf } from '../responses/asked/next-responses.ts';
import { findDocumented } from '../responses/asked/prefer.ts';
import { problem } from '../responses/problem.ts';
import type { NamedResponse } from '../responses/rendered.ts';
import { type AnyMatch, fits, textFieldsOf, type UploadFacts } from './match.ts';
import { hidden, type Rule, secretsOf } from './rule.ts';
import type { Secrets } from './secrets.ts';

/** Forced responses: each for the next matching upload, or for all that match a rule. */
export interface Forced {
  /** @returns a problem with the reason, when there is no such response, or it cannot be sent. */
  pushNext(next: unknown): MockResponse | undefined;
  /** @returns a problem with the reason, when it cannot be sent; forces nothing. */
  refusalOf(response: unknown): MockResponse | undefined;
  /** @returns the rule in the form to show; a problem with the reason, when it is invalid. */
  addRule(rule: unknown): Rule | MockResponse;
  rules(): Rule[];
  /** @returns whether the rule existed. */
  removeRule(id: number): boolean;
  removeRules(): void;
  clear(): void;
  /** The forced response to a complete upload. */
  take(upload: Upload): ForcedResponse | undefined;
  /** The forced response to an incomplete upload, once it is decided. */
  takeEarly(facts: UploadFacts): ForcedResponse | undefined;
  /** Whether no forced response is waiting. */
  readonly isEmpty: boolean;
  /** Whether one of them changes how an upload is read. */
  readonly shapesReading: boolean;
}

/** A response that waits for uploads. */
interface Waiting {
  id: number;
  when: AnyMatch;
  respond: ForcedResponse;
  times: number | undefined;
  used: number;
  /** Characters of JSON. */
  size: number;
}

/** Maximum number of responses and of rules that may wait, and their total size in characters of JSON. */
const most = { count: 1000, characters: 16 * 1024 ** 2 };

/** @param documented the responses that the contract documents. */
export function createForced(
  contract: Contract,
  documented: readonly NamedResponse[],
  secrets: Secrets,
): Forced {
  const fields = textFieldsOf(contract);
  const queues = { next: [] as Waiting[], rules: [] as Waiting[] };
  const isEmpty = (): boolean => queues.next.length === 0 && queues.rules.length === 0;
  let count = 0;
  const missing = (respond: ForcedResponse): MockResponse | undefined => {
    if (respond.example === undefined) return undefined;
    const found = findDocumented(documented, preferenceOf(respond), problem);
    return 'example' in found ? undefined : found;
  };
  const add = (queue: Waiting[], { when, respond, times }: NewRule, size: number): Waiting | MockResponse => {
    const refusal = missing(respond) ?? tooMany(queue, queues);
    if (refusal !== undefined) return refusal;
    for (const secret of secretsOf(when, contract)) secrets.add(secret);
    count += 1;
    const waiting = { id: count, when, respond, times, used: 0, size };
    queue.push(waiting);
    return waiting;
  };
  const take = (facts: UploadFacts): ForcedResponse | undefined =>
    takeFrom(queues.next, facts) ?? (holdsUp(queues.next, facts) ? undefined : takeFrom(queues.rules, facts));
  return {
    pushNext(value) {
      const read = readJson<{ for?: AnyMatch } & ForcedResponse>(value, (next) => faultOfNext(next, fields));
      if ('status' in read) return read;
      const { for: when = {}, ...respond } = read.value;
      const added = add(queues.next, { when, respond, times: 1 }, read.size);
      return 'used' in added ? undefined : added;
    },
    refusalOf(value) {
      const read = readJson<ForcedResponse>(value, (response) => faultOfNext(response, fields));
      return 'status' in read ? read : missing(read.value);
    },
    addRule(value) {
      const read = readJson<NewRule>(value, (rule) => faultOfRule(rule, fields));
      if ('status' in read) return read;
      const added = add(queues.rules, read.value, read.size);
      return 'used' in added ? hidden(added, contract, secrets.list()) : added;
    },
    rules: () => queues.rules.map((rule) => hidden(rule, contract, secrets.list())),
    removeRule(id) {
      const index = queues.rules.findIndex((rule) => rule.id === id);
      if (index !== -1) queues.rules.splice(index, 1);
      return index !== -1;
    },
    removeRules() {
      queues.rules = [];
    },
    clear() {
      queues.next = [];
      queues.rules = [];
    },
    take({ head, body, request }) {
      if (isEmpty()) return undefined;
      const { clientId, authorization } = head;
      return take({
        clientId,
        authorization,
        headers: request.headers,
        parts: body?.parts ?? [],
        whole: true,
      });
    },
    takeEarly: take,
    get isEmpty() {
      return isEmpty();
    },
    get shapesReading() {
      return queues.next.some(shapesReading) || queues.rules.some(shapesReading);
    },
  };
}

const shapesReading = ({ respond: { uploadRate, stall, reset, respondBeforeBody } }: Waiting): boolean =>
  uploadRate !== undefined || stall === true || reset === true || respondBeforeBody === true;

/** Takes the first match. A response that may still match holds up those after it. */
function takeFrom(queue: Waiting[], facts: UploadFacts): ForcedResponse | undefined {
  const index = queue.findIndex(({ when }) => fits(when, facts) !== false);
  const found = queue[index];
  if (found === undefined || fits(found.when, facts) !== true) return undefined;
  found.used += 1;
  if (found.used === found.times) queue.splice(index, 1);
  return found.respond;
}

const holdsUp = (queue: readonly Waiting[], facts: UploadFacts): boolean =>
  queue.some(({ when }) => fits(when, facts) === undefined);

/** Keeps a copy, so that the caller may change its object later. */
function readJson<T>(
  value: unknown,
  faultOf: (value: unknown) => string | undefined,
): { value: T; size: number } | MockResponse {
  const text = asJson(value);
  if (text === undefined) return refused('It cannot be written as JSON, or nests too deeply.');
  const parsed: T = JSON.parse(text);
  const fault = faultOf(parsed);
  return fault === undefined ? { value: parsed, size: text.length } : refused(fault);
}

/** @returns undefined for a value that JSON cannot represent, or a circular one. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const refused = (reason: string): MockResponse => problem(400, 'not-understood', reason);

function tooMany(queue: Waiting[], { next, rules }: Record<'next' | 'rules', Waiting[]>) {
  const characters = [...next, ...rules].reduce((sum, { size }) => sum + size, 0);
  if (queue.length < most.count && characters < most.characters) return undefined;
  const what = queue === next ? 'forced responses are waiting' : 'rules exist';
  return refused(`${queue.length} ${what} already. Send uploads, or remove them with POST /__mock/reset.`);
}
