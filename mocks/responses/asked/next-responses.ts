import { readRate } from '../../control/rate.ts';
import type { Cut } from '../../gate/course.ts';
import type { MockResponse } from '../../gate/handled-request.ts';
import type { MakeProblem } from '../problem.ts';
import { contentOf, type NamedResponse } from '../rendered.ts';
import type { ForcedResponse } from './forced-response.ts';
import { withoutBody } from './next-fault.ts';
import { findDocumented } from './prefer.ts';

/** The values that a `Prefer` header would set. */
export const preferenceOf = ({ status, example }: ForcedResponse): { code?: number; example?: string } => ({
  ...(status !== undefined && { code: status }),
  ...(example !== undefined && { example }),
});

/** A response outside the contract: one with its own body, or an undocumented status. */
export function ownResponse(
  next: ForcedResponse,
  documented: readonly NamedResponse[],
  problem: MakeProblem,
): MockResponse | undefined {
  const { status = 200, body, example } = next;
  if (body !== undefined) {
    return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  }
  if (next.status === undefined || example !== undefined) return undefined;
  if (documented.some((response) => response.status === status)) return undefined;
  if (withoutBody.has(status)) return { status, headers: {}, body: '' };
  return problem(status, 'forced', 'This response was forced.');
}

/** The response that was forced on an upload before its ruling. */
export function forcedEarly(
  forced: ForcedResponse,
  cut: Cut,
  bytes: number,
  documented: readonly NamedResponse[],
  problem: MakeProblem,
): MockResponse {
  if (cut !== 'early') return asForced({ status: 200, headers: {}, body: '' }, forced, bytes);
  const own = ownResponse(forced, documented, problem);
  if (own !== undefined) return asForced(own, forced, bytes);
  const found = findDocumented(documented, preferenceOf(forced), problem);
  if (!('example' in found)) return found;
  const { status, headers } = found;
  return asForced({ status, headers, body: contentOf(found) }, forced, bytes);
}

/**
 * Adds delays, rates and faults to a response.
 *
 * @param bytes received bytes of the body: a fault during the upload happens now if it could not happen earlier.
 */
export function asForced(response: MockResponse, forced: ForcedResponse, bytes = 0): MockResponse {
  const { headers, delay, afterBytes = 0, stall, reset, responseRate } = forced;
  const lost = bytes < afterBytes ? undefined : stall ? 'hang' : reset ? 'reset' : undefined;
  const fate = forced.fate ?? lost;
  return {
    ...response,
    headers: withHeaders(response.headers, headers),
    ...(delay !== undefined && { delay }),
    ...(fate !== undefined && { fate }),
    ...(responseRate !== undefined && { rate: readRate(responseRate) }),
  };
}

/** Custom headers replace others, in any letter case. */
function withHeaders(
  headers: MockResponse['headers'],
  own: MockResponse['headers'] = {},
): MockResponse['headers'] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(others), ...own };
}
