import { contract } from '../../generated/contract.ts';
import { holdsSecret, secretFinder } from '../../spec/secrets.ts';
import type { ExchangeRecord } from '../gate/exchange.ts';

/** What stands in the place of a secret. */
export const masked = '***';

/** What has less characters stands in too many texts by chance. */
const shortest = 4;

const authorizationName = contract.credential.header.toLowerCase();

/**
 * Puts a mask over secrets, wherever they stand in a text, in any form.
 *
 * @param isCut the text is the beginning of a longer one: what may begin a secret at its end is left out.
 */
export type Mask = (text: string, isCut?: boolean) => string;

export function maskOf(secrets: readonly string[]): Mask {
  const finder = secretFinder(secrets.filter(({ length }) => length >= shortest));
  return (text, isCut = false) => finder.hide(text, masked, isCut);
}

/**
 * The token that came with a request: the whole header, and what is behind a scheme that it should not have.
 *
 * @param authorization the header as the mock reads it, where it came so far.
 */
export function tokensSent(headers: ExchangeRecord['headers'], authorization: string | undefined): string[] {
  const values = [headers[authorizationName]?.toString(), authorization].filter(
    (value) => value !== undefined,
  );
  return values.flatMap((value) => [value, value.replace(/^(bearer|basic|token|api-?key) +/i, '')]);
}

/** Masks headers: the whole value where the name looks secret or the value is a token, however short. */
export function maskHeaders(
  headers: ExchangeRecord['headers'],
  secrets: readonly string[],
  mask: Mask,
): Record<string, string> {
  const maskValue = (name: string, value: string): string =>
    name === authorizationName || holdsSecret(name) || secrets.includes(value) ? masked : mask(value);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskValue(name, String(value))]),
  );
}
