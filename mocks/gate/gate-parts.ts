import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Contract } from '../../spec/contract.ts';
import { type Authority, ruleOnBody, ruleOnHead } from '../../spec/rules.ts';
import type { Forced } from '../control/forced.ts';
import { rateOf } from '../control/rate.ts';
import { basePathOf } from '../http/base-path.ts';
import type { Cors } from '../http/cors.ts';
import { deliver, disrupt } from '../http/deliver.ts';
import { defaultMaxFileSize, type MockLimits, type MockOptions } from '../options.ts';
import { forcedEarly } from '../responses/asked/next-responses.ts';
import { withChaos } from '../responses/chaos.ts';
import { madeUpByPrism } from '../responses/prism.ts';
import type { Problems } from '../responses/problem.ts';
import { identifiers, type Random, seededRandom } from '../responses/random.ts';
import { createResponder } from '../responses/responder.ts';
import type { RulingResponses } from '../responses/to-ruling.ts';
import { createCourse } from './course.ts';
import type { GateParts } from './gate.ts';
import { headReader } from './read-head.ts';
import type { ReadingLimits } from './reading.ts';

/** Values of one contract, resolved once. */
export interface Ground {
  contract: Contract;
  problems: Problems;
  /** Undefined when pages of other origins get no access. */
  cors: Cors | undefined;
  /** Connections whose clients are left without a response. */
  hung: Set<Socket>;
}

/** The parts of a gate that keeps the contract, for these options. */
export function gateParts(
  ground: Ground,
  options: MockOptions,
  limits: MockLimits,
  { responses, forced }: { responses: RulingResponses; forced: Forced },
): GateParts {
  const { contract, problems, cors } = ground;
  const { latency = 0, seed, chaos = [] } = options;
  const uploadRate = rateOf('uploadRate', options.uploadRate);
  const responseRate = rateOf('responseRate', options.responseRate);
  const authority = authorityOf(options);
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;
  const pause = randomOf(seed, 'latency');
  const fault = randomOf(seed, 'chaos');
  const respond = createResponder({
    responses,
    take: forced.take,
    nextId: identifiers(seed === undefined ? undefined : seededRandom(seed)),
    makeUp: madeUpByPrism(contract, seed),
    dynamic: options.dynamic ?? false,
    problem: problems.make,
  });
  return {
    readHead: headReader(contract, basePathOf(options.basePath)),
    ruleOnHead: (head) => ruleOnHead(head, contract, authority),
    ruleOnBody: (body) => ruleOnBody(body, contract, authority),
    course: (head, request, soFar) =>
      uploadRate === undefined && !forced.shapesReading
        ? undefined
        : createCourse(forced, head, request.headers, soFar, uploadRate),
    respondEarly: (response, cut, bytes) =>
      forcedEarly(response, cut, bytes, responses.documented, problems.make),
    respond:
      chaos.length === 0
        ? respond
        : async (upload) => withChaos(await respond(upload), chaos, fault, problems.make),
    deliver(outgoing, response, end) {
      const delay = least + pause() * (most - least) + (response.delay ?? 0);
      if (response.fate !== undefined) return disrupt(outgoing, response.fate, ground.hung, delay);
      const headers = cors ? cors.extend(outgoing.req, response.headers) : response.headers;
      const bounds = end === 'cut' || end === 'early' ? limits.linger : shortly;
      const { status, body, rate = responseRate } = response;
      const sending = { ended: end === 'complete', bounds, inDoubt: end === 'broken', delay };
      return deliver(outgoing, { status, headers, body, rate }, sending);
    },
    note: () => 0,
    observe: options.onRequest ?? (() => undefined),
    limits: { ...limits, fileSize: options.maxFileSize ?? defaultMaxFileSize },
    readingLimits: limits.drain,
    createDigest: options.digest ? () => createHash('sha256') : undefined,
    problems,
  };
}

/** How long to keep reading an invalid or stalled request after the response. */
const shortly: ReadingLimits = { bytes: 64 * 1024 ** 2, milliseconds: 500 };

/** Each purpose has its own numbers, so that one does not shift the other's. */
const randomOf = (seed: string | undefined, purpose: string): Random =>
  seed === undefined ? Math.random : seededRandom(`${seed}:${purpose}`);

function authorityOf({ tokens, accountIds, clientIds }: MockOptions): Authority {
  return {
    ...(tokens !== undefined && { tokens }),
    ...(accountIds !== undefined && { accountIds }),
    ...(clientIds !== undefined && { clientIds }),
  };
}
