import type { IncomingMessage } from 'node:http';
import { contract } from '../../generated/contract.ts';
import type { Answer } from '../gate/exchange.ts';

const documented = contract.responses.flatMap(({ headers }) => Object.keys(headers));

/** What a page of another origin may read besides the body. The last two are the mock's own: forced and simulated. */
const exposed = [...new Set([...documented, 'Preference-Applied', 'Retry-After'])].join(', ');

/** What it may send; `*` would not cover the token's header. */
const allowed = [contract.credential.header, 'Content-Type', 'Prefer'];

/** Headers for every answer, refusals included, or the page could not read them (Fetch standard, CORS protocol). */
export function corsHeaders(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined) return { 'Access-Control-Allow-Origin': '*', Vary: 'Origin' };
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': exposed,
    Vary: 'Origin',
  };
}

/** Whether a browser asks if a page may send what it wants to send. */
export const isPreflight = (request: IncomingMessage): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.origin !== undefined &&
  request.headers['access-control-request-method'] !== undefined;

/** Answers a preflight: everything that was asked for is allowed, and what the contract needs is spelled out. */
export function preflight(request: IncomingMessage): Answer {
  const requested = request.headers['access-control-request-headers']?.split(',') ?? [];
  const names = new Map([...allowed, ...requested].map((name) => [name.trim().toLowerCase(), name.trim()]));
  const method = request.headers['access-control-request-method'] ?? contract.method;
  const wantsLocal = request.headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    headers: {
      // Another method is allowed too, so that the page gets to read why it is refused.
      'Access-Control-Allow-Methods': [...new Set([contract.method, method])].join(', '),
      'Access-Control-Allow-Headers': [...names.keys()].filter((name) => name !== '').join(', '),
      'Access-Control-Max-Age': '600',
      ...(wantsLocal && { 'Access-Control-Allow-Private-Network': 'true' }),
    },
    body: '',
  };
}
