import type { Contract } from '../../spec/contract.ts';
import type { MockResponse } from '../gate/handled-request.ts';
import { type RefusalWords, refusalBodies } from './made-up.ts';
import { contentOf, isMade } from './rendered.ts';
import { statusTexts } from './status-texts.ts';

/** Makes an error response that no contract documents. */
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

/** Maximum duration and pause of a request, in milliseconds. */
export interface TimeLimits {
  requestTime: number;
  idleTime: number;
}

/** Errors outside the contract, in the shape of the contract's own. */
export interface Problems {
  make: MakeProblem;
  /** For a request outside the contract's path. */
  notFound(): MockResponse;
  /** For a request that paused too long, or took too long as a whole. */
  timedOut(how: 'paused' | 'late', limits: TimeLimits): MockResponse;
  /** For a request whose head was late. */
  headTimedOut(milliseconds: number): MockResponse;
  /** For bytes that are not an HTTP request, by the code of Node's parser error. */
  ofParser(code: string | undefined): MockResponse;
}

/** @param basePath the prefix of the contract's paths. */
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

/** A contract whose errors are neither JSON nor text gets problem details. */
function problemIn(contract: Contract): MakeProblem {
  if (!isMade(contract.problem.mediaType)) return problem;
  const bodyOf = refusalBodies(contract);
  return (status, kind, detail) => {
    const words: RefusalWords = { kind, title: statusTexts[status], status, detail };
    const headers = { 'Content-type': contract.problem.mediaType };
    return { status, headers, body: contentOf({ status, headers, body: bodyOf(words) }) };
  };
}
