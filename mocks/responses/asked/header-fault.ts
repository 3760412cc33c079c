import { shown } from '../shown.ts';

/** Headers that the server itself sets for message and connection (RFC 9110, section 7.6.1; RFC 9112, section 6). */
const framing = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^`|~\w-]+$/;

/** RFC 9110, section 5.5, as in Node. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** @returns why headers cannot be sent; undefined when they can. */
export function faultOfHeaders(headers: Record<string, string>): string | undefined {
  const names = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!token.test(name)) return `headers: "${shown(name)}" is not a header name.`;
    if (framing.has(key)) return `headers: ${shown(name)} is set by the mock itself. Leave it out.`;
    if (names.has(key)) return `headers: ${shown(name)} is given more than once.`;
    names.add(key);
    if (!fieldValue.test(value))
      return `headers: the value of ${shown(name)} contains characters that are not allowed in a header.`;
  }
  return undefined;
}
