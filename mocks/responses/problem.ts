import { STATUS_CODES } from 'node:http';
import { contract } from '../../generated/contract.ts';
import type { Answer } from '../gate/exchange.ts';

/** Problem details for what the contract does not speak of, in the shape that it gives to its own (RFC 9457). */
export function problem(status: number, kind: string, detail: string): Answer {
  return {
    status,
    headers: { 'Content-Type': contract.problem.mediaType },
    body: JSON.stringify({
      type: `urn:upload-contract:problem:${kind}`,
      title: STATUS_CODES[status],
      status,
      detail,
    }),
  };
}

/** The answer to a request that reached no path of the contract. */
export const notFound = (): Answer =>
  problem(404, 'not-found', `There is nothing here. Uploads go to ${contract.path}.`);

/** How long a request may take, and pause, in milliseconds. */
export interface TimeLimits {
  requestTime: number;
  idleTime: number;
}

/** The answer to a request of which nothing came for too long, or that took too long as a whole. */
export const timedOut = (how: 'paused' | 'late', { idleTime, requestTime }: TimeLimits): Answer =>
  problem(
    408,
    'timed-out',
    how === 'paused'
      ? `The request paused: no byte came for ${idleTime} ms. A longer pause is allowed by --idle-timeout MS, or limits.idleTime.`
      : `The request had not arrived after ${requestTime} ms. More time is allowed by --request-timeout MS, or limits.requestTime.`,
  );

/** The answer to a request whose head did not come in time. */
export const headTimedOut = (milliseconds: number): Answer =>
  problem(408, 'timed-out', `The head of the request had not arrived after ${milliseconds} ms.`);

/** The answer to bytes that are no HTTP request, by the code of Node's parser error. */
export function problemOfParser(code: string | undefined): Answer {
  if (code === 'HPE_HEADER_OVERFLOW') return problem(431, 'headers-too-large', 'The headers are too large.');
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return problem(413, 'chunk-extensions-too-large', 'The chunk extensions are too large.');
  return problem(400, 'not-http', 'The request is not well-formed HTTP/1.1.');
}
