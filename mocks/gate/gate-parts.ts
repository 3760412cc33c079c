import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../../spec/contract.ts';
import { type Authority, ruleOnBody, ruleOnHead } from '../../spec/rules.ts';
import type { Cors } from '../http/cors.ts';
import { deliver, disrupt } from '../http/deliver.ts';
import { defaultMaxFileSize, type MockLimits, type MockOptions } from '../options.ts';
import { withChaos } from '../responses/chaos.ts';
import { madeUpByPrism } from '../responses/prism.ts';
import type { Problems } from '../responses/problem.ts';
import { identifiers, type Random, seededRandom } from '../responses/random.ts';
import { createResponder, type ResponseSources } from '../responses/responder.ts';
import type { GateParts } from './gate.ts';
import type { ReadingLimits } from './read-body.ts';
import { headReader } from './read-head.ts';

/** What belongs to one contract, resolved once. */
export interface Ground {
  contract: Contract;
  problems: Problems;
  /** Undefined where pages of other origins are kept out. */
  cors: Cors | undefined;
}

/** The parts of a gate that keeps the contract, as the options want it. */
export function gateParts(
  { contract, problems, cors }: Ground,
  options: MockOptions,
  limits: MockLimits,
  sources: Pick<ResponseSources, 'responses' | 'takeNext'>,
): GateParts {
  const { latency = 0, seed, chaos = [] } = options;
  const authority = authorityOf(options);
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;
  const pause = randomOf(seed, 'latency');
  const fault = randomOf(seed, 'chaos');
  const respond = createResponder({
    ...sources,
    nextId: identifiers(seed === undefined ? undefined : seededRandom(seed)),
    makeUp: madeUpByPrism(contract, seed),
    dynamic: options.dynamic ?? false,
    problem: problems.make,
  });
  return {
    readHead: headReader(contract),
    ruleOnHead: (head) => ruleOnHead(head, contract, authority),
    ruleOnBody: (body) => ruleOnBody(body, contract, authority),
    respond:
      chaos.length === 0
        ? respond
        : async (upload) => withChaos(await respond(upload), chaos, fault, problems.make),
    async deliver(response, answered, end) {
      const delay = least + pause() * (most - least) + (answered.delay ?? 0);
      // A mock that is closed does not wait for its own delays.
      if (delay > 0) await sleep(delay, undefined, { ref: false });
      if (answered.fate !== undefined) return disrupt(response, answered.fate);
      const headers = cors ? { ...cors.headers(response.req), ...answered.headers } : answered.headers;
      const bounds = end === 'cut' ? limits.linger : shortly;
      return deliver(response, { ...answered, headers }, end === 'complete', bounds);
    },
    note: () => 0,
    observe: options.onRequest ?? (() => undefined),
    limits: { ...limits, fileSize: options.maxFileSize ?? defaultMaxFileSize },
    readingLimits: limits.drain,
    problems,
  };
}

/** How long a request that makes no sense, or stopped coming, is waited for once it has been answered. */
const shortly: ReadingLimits = { bytes: 64 * 1024 ** 2, milliseconds: 500 };

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
