import type { Contract } from '../../spec/contract.ts';
import type { MockResponse } from '../gate/handled-request.ts';
import { type RefusalWords, refusalBodies } from './made-up.ts';
import { contentOf, isMade } from './rendered.ts';
import { statusTexts } from './status-texts.ts';

/** Makes a refusal that no contract documents. */
export type MakeProblem = (status: number, kind: string, detail: string) => MockResponse;

const mediaType = 'application/problem+json';

/** Problem details (RFC 9457). */
export const problem: MakeProblem = (status, kind, detail) => ({
  status,
  headers: { 'Content-Type': mediaType },
  body: JSON.stringify({
    type: `urn:upload-contract:problem:${kind}`,
    title: statusTexts[status],
    status,
    detail,
  }),
});

/** How long a request may take, and pause, in milliseconds. */
export interface TimeLimits {
  requestTime: number;
  idleTime: number;
}

/** Refusals for what the contract does not speak of, in the shape that it gives to its own. */
export interface Problems {
  make: MakeProblem;
  /** For a request that reached no path of the contract. */
  notFound(): MockResponse;
  /** For a request of which nothing came for too long, or that took too long as a whole. */
  timedOut(how: 'paused' | 'late', limits: TimeLimits): MockResponse;
  /** For a request whose head did not come in time. */
  headTimedOut(milliseconds: number): MockResponse;
  /** For bytes that are no HTTP request, by the code of Node's parser error. */
  ofParser(code: string | undefined): MockResponse;
}

/** @param basePath stands before the paths of the contract. */
export function createProblems(contract: Contract, basePath = ''): Problems {
  const make = problemIn(contract);
  return {
    make,
    notFound: () =>
      make(404, 'not-found', `There is nothing here. Uploads go to ${basePath}${contract.path}.`),
    timedOut: (how, { idleTime, requestTime }) =>
      make(
        408,
        'timed-out',
        how === 'paused'
          ? `The request paused: no byte came for ${idleTime} ms. A longer pause is allowed by --idle-timeout MS, or limits.idleTime.`
          : `The request had not arrived after ${requestTime} ms. More time is allowed by --request-timeout MS, or limits.requestTime.`,
      ),
    headTimedOut: (milliseconds) =>
      make(408, 'timed-out', `The head of the request had not arrived after ${milliseconds} ms.`),
    ofParser(code) {
      if (code === 'HPE_HEADER_OVERFLOW') return make(431, 'headers-too-large', 'The headers are too large.');
      if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
        return make(413, 'chunk-extensions-too-large', 'The chunk extensions are too large.');
      return make(400, 'not-http', 'The request is not well-formed HTTP/1.1.');
    },
  };
}

/** A contract whose refusals are neither JSON nor text gets problem details. */
function problemIn(contract: Contract): MakeProblem {
  if (!isMade(contract.problem.mediaType)) return problem;
  const bodyOf = refusalBodies(contract);
  return (status, kind, detail) => {
    const words: RefusalWords = { kind, title: statusTexts[status], status, detail };
    const headers = { 'Content-type': contract.problem.mediaType };
    return { status, headers, body: contentOf({ status, headers, body: bodyOf(words) }) };
  };
}
