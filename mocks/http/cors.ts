import type { IncomingMessage } from 'node:http';
import type { Contract } from '../../spec/contract.ts';
import type { MockResponse } from '../gate/handled-request.ts';

/** Gives pages of other origins access. */
export interface Cors {
  /**
   * Adds its headers to those of a response, rejections included: without them the page could not read it (Fetch
   * standard, CORS protocol).
   */
  extend(request: IncomingMessage, headers: Record<string, string>): Record<string, string>;
  /** Headers for a request of which only its arrival is known. */
  unread: Record<string, string>;
  /** Responds to a preflight request: allows everything that it asks for, and names what the contract needs. */
  preflight(request: IncomingMessage): MockResponse;
}

export function createCors({ method, credential, responses }: Contract): Cors {
  const documented = responses.flatMap(({ headers }) => Object.keys(headers));
  /** Headers that a page may read. The last two are the mock's own: forced and simulated. */
  const exposed = [...new Set([...documented, 'Preference-Applied', 'Retry-After'])].join(', ');
  /** Headers that it may send; `*` would not cover the token's header. */
  const allowed = [...(credential === undefined ? [] : [credential.header]), 'Content-Type', 'Prefer'];
  const open = { 'Access-Control-Allow-Origin': '*', Vary: 'Origin' };
  /** Most responses share their headers, and most requests come from no page. */
  const extended = new WeakMap<Record<string, string>, Record<string, string>>();
  return {
    extend({ headers: { origin } }, headers) {
      if (origin === undefined) {
        const known = extended.get(headers) ?? { ...open, ...headers };
        extended.set(headers, known);
        return known;
      }
      return {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': exposed,
        Vary: 'Origin',
        ...headers,
      };
    },
    unread: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': exposed },
    preflight: (request) => preflight(request, method, allowed),
  };
}

/** Whether a request is a browser's preflight request. */
export const isPreflight = (request: IncomingMessage): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.origin !== undefined &&
  request.headers['access-control-request-method'] !== undefined;

function preflight({ headers }: IncomingMessage, method: string, allowed: readonly string[]): MockResponse {
  const requested = headers['access-control-request-headers']?.split(',') ?? [];
  const names = new Set([...allowed, ...requested].map((name) => name.trim().toLowerCase()));
  const requestedMethod = headers['access-control-request-method'] ?? method;
  const wantsLocal = headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    headers: {
      // Allows other methods, too, so that the page can read why the request is rejected.
      'Access-Control-Allow-Methods': [...new Set([method, requestedMethod])].join(', '),
      'Access-Control-Allow-Headers': [...names].filter((name) => name !== '').join(', '),
      'Access-Control-Max-Age': '600',
      ...(wantsLocal && { 'Access-Control-Allow-Private-Network': 'true' }),
    },
    body: '',
  };
}
