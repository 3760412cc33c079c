import type { ContractCase, TokenVariant } from '../case.ts';
import type { Settings } from '../settings.ts';
import { largestHead } from '../thresholds.ts';
import { authorizationValue, pathOf, type ResolvedRequest } from './resolve.ts';

/**
 * Why a case cannot be sent here: a value that it needs is missing, its variant changes nothing, or it repeats a token
 * so long that the request would be rejected for its size. Undefined when it can be sent.
 */
export function reasonToSkip(
  { needs, steps }: ContractCase,
  requests: readonly ResolvedRequest[],
  { contract, foreignAccountId, clientId, token: valid }: Settings,
): string | undefined {
  if (needs !== undefined && foreignAccountId === undefined) return '--foreign-account-id was not given';
  const { credential } = contract;
  const headerValue = (token: TokenVariant) => credential && authorizationValue(token, valid, credential);
  const indistinct = steps.some(
    ({ request: { token = 'valid' } }) => token !== 'valid' && headerValue(token) === headerValue('valid'),
  );
  if (credential !== undefined && indistinct) return 'this variant does not change the token';
  const onPath = steps.some(
    ({ request: { path = 'exact' } }) =>
      path !== 'exact' && pathOf(path, clientId, contract) === pathOf('exact', clientId, contract),
  );
  if (onPath) return 'this variant does not change the path';
  const head = Math.max(...requests.map(headSize));
  // The plain upload also has the token once, so a token that is long by itself is known to be accepted.
  const isTooLong = head > largestHead && head > 1.5 * Buffer.byteLength(valid);
  return isTooLong ? `the token is too long to be repeated: ${head} bytes of headers and target` : undefined;
}

const headSize = ({ target, headers }: ResolvedRequest): number =>
  headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), target.length);
