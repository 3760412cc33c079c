import { contract } from '../../generated/contract.ts';
import type { ExchangeRecord } from '../gate/exchange.ts';

/** What stands in the place of a secret. */
export const masked = '***';

/** What has less characters stands in too many texts by chance. */
const shortest = 4;

const authorizationName = contract.credential.header.toLowerCase();

/** Puts a mask over secrets, wherever they stand in a text. */
export type Mask = (text: string) => string;

export function maskOf(secrets: readonly string[]): Mask {
  const long = secrets.filter(({ length }) => length >= shortest);
  // The longest first: one secret may hold another.
  const forms = [...new Set(long.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, masked), text);
}

/** A secret as it is, and as URLs, JSON and Node's headers (UTF-8 read as Latin-1) spell it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // What was decoded from bytes is well-formed, as encodeURIComponent wants it.
  const url = encodeURIComponent(bytes.toString());
  return [secret, url, JSON.stringify(secret).slice(1, -1), bytes.toString('latin1')];
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

const secretName = /token|secret|key|auth|cookie|session|password|credential|jwt/i;

/** Masks headers: the whole value where the name looks secret or the value is a token, however short. */
export function maskHeaders(
  headers: ExchangeRecord['headers'],
  secrets: readonly string[],
  mask: Mask,
): Record<string, string> {
  const maskValue = (name: string, value: string): string =>
    name === authorizationName || secretName.test(name) || secrets.includes(value) ? masked : mask(value);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskValue(name, String(value))]),
  );
}
