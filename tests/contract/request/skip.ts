import type { ContractCase, TokenVariant } from '../case.ts';
import type { Settings } from '../settings.ts';
import { largestHead } from '../thresholds.ts';
import { authorizationValue, pathOf, type ResolvedRequest } from './resolve.ts';

/**
 * Why a case can't be sent as it says, here: what it needs is not named, what it varies stays the same, or a long token
 * that it sends several times would be refused for its length. Undefined when it can.
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
  // A token that fills a head by itself is known to be taken: the plain upload has it, too.
  const isTooLong = head > largestHead && head > 1.5 * Buffer.byteLength(valid);
  return isTooLong ? `the token is too long to be repeated: ${head} bytes of headers and target` : undefined;
}

const headSize = ({ target, headers }: ResolvedRequest): number =>
  headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), target.length);
