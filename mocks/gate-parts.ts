import { setTimeout as sleep } from 'node:timers/promises';
import { contract } from '../generated/contract.ts';
import { type Authority, ruleOnBody, ruleOnHead, type Terms } from '../spec/rules.ts';
import { createAnswerer, prismAnswers } from './answerer.ts';
import { corsHeaders } from './cors.ts';
import { deliver } from './deliver.ts';
import type { GateParts } from './gate.ts';
import { defaultMaxFileSize, type MockLimits, type MockOptions } from './options.ts';
import { identifiers, seededRandom } from './random.ts';
import type { Patience } from './read-body.ts';
import { readHead } from './read-head.ts';

const terms: Terms = contract;

/** The parts of a gate that keeps the contract, as the options want it. */
export function gateParts(options: MockOptions, limits: MockLimits): GateParts {
  const { cors = true, latency = 0, seed, dynamic = false } = options;
  const authority = authorityOf(options);
  const answer = createAnswerer({
    nextId: identifiers(seed === undefined ? undefined : seededRandom(seed)),
    makeUp: prismAnswers(seed),
    dynamic,
  });
  return {
    readHead,
    ruleOnHead: (head) => ruleOnHead(head, terms, authority),
    ruleOnBody: (body) => ruleOnBody(body, terms, authority),
    answer,
    async deliver(response, answered, end) {
      const delay = latency + (answered.delay ?? 0);
      if (delay > 0) await sleep(delay);
      const headers = cors ? { ...corsHeaders(response.req), ...answered.headers } : answered.headers;
      const bounds = end === 'cut' ? limits.linger : shortly;
      return deliver(response, { ...answered, headers }, end === 'complete', bounds);
    },
    observe: options.onExchange ?? (() => undefined),
    limits: { ...limits, fileBytes: options.maxFileSize ?? defaultMaxFileSize },
    patience: limits.drain,
  };
}

/** How long a request that makes no sense, or stopped coming, is waited for once it has been answered. */
const shortly: Patience = { bytes: 64 * 1024 ** 2, milliseconds: 500 };

function authorityOf({ tokens, accountIds, clientIds }: MockOptions): Authority {
  return {
    ...(tokens !== undefined && { tokens }),
    ...(accountIds !== undefined && { accountIds }),
    ...(clientIds !== undefined && { clientIds }),
  };
}
