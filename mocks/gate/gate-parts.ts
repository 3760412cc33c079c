import { setTimeout as sleep } from 'node:timers/promises';
import { contract } from '../../generated/contract.ts';
import { type Authority, ruleOnBody, ruleOnHead, type Terms } from '../../spec/rules.ts';
import { corsHeaders } from '../http/cors.ts';
import { deliver, suffer } from '../http/deliver.ts';
import { defaultMaxFileSize, type MockLimits, type MockOptions } from '../options.ts';
import { type AnswerSources, createAnswerer, prismAnswers } from '../responses/answerer.ts';
import { withChaos } from '../responses/chaos.ts';
import { identifiers, type Random, seededRandom } from '../responses/random.ts';
import type { GateParts } from './gate.ts';
import type { Patience } from './read-body.ts';
import { readHead } from './read-head.ts';

const terms: Terms = contract;

/** The parts of a gate that keeps the contract, as the options want it. */
export function gateParts(
  options: MockOptions,
  limits: MockLimits,
  takeNext: AnswerSources['takeNext'],
): GateParts {
  const { cors = true, latency = 0, seed, chaos = [] } = options;
  const authority = authorityOf(options);
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;
  const pause = randomOf(seed, 'latency');
  const mishap = randomOf(seed, 'chaos');
  const answer = createAnswerer({
    nextId: identifiers(seed === undefined ? undefined : seededRandom(seed)),
    makeUp: prismAnswers(seed),
    dynamic: options.dynamic ?? false,
    takeNext,
  });
  return {
    readHead,
    ruleOnHead: (head) => ruleOnHead(head, terms, authority),
    ruleOnBody: (body) => ruleOnBody(body, terms, authority),
    answer: chaos.length === 0 ? answer : async (upload) => withChaos(await answer(upload), chaos, mishap),
    async deliver(response, answered, end) {
      const delay = least + pause() * (most - least) + (answered.delay ?? 0);
      // A mock that is closed does not wait for its own delays.
      if (delay > 0) await sleep(delay, undefined, { ref: false });
      if (answered.fate !== undefined) return suffer(response, answered.fate);
      const headers = cors ? { ...corsHeaders(response.req), ...answered.headers } : answered.headers;
      const bounds = end === 'cut' ? limits.linger : shortly;
      return deliver(response, { ...answered, headers }, end === 'complete', bounds);
    },
    note: () => 0,
    observe: options.onExchange ?? (() => undefined),
    limits: { ...limits, fileBytes: options.maxFileSize ?? defaultMaxFileSize },
    patience: limits.drain,
  };
}

/** How long a request that makes no sense, or stopped coming, is waited for once it has been answered. */
const shortly: Patience = { bytes: 64 * 1024 ** 2, milliseconds: 500 };

/** Each purpose has numbers of its own, so that one does not shift the other's. */
const randomOf = (seed: string | undefined, purpose: string): Random =>
  seed === undefined ? Math.random : seededRandom(`${seed}:${purpose}`);

function authorityOf({ tokens, accountIds, clientIds }: MockOptions): Authority {
  return {
    ...(tokens !== undefined && { tokens }),
    ...(accountIds !== undefined && { accountIds }),
    ...(clientIds !== undefined && { clientIds }),
  };
}
