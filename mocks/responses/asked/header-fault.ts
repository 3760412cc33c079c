import { shown } from '../shown.ts';

/** What the server itself says of the message and of the connection (RFC 9110, section 7.6.1; RFC 9112, section 6). */
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

/** RFC 9110, section 5.5, as Node has it. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** @returns why headers cannot be sent; undefined when they can. */
export function faultOfHeaders(headers: Record<string, string>): string | undefined {
  const names = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!token.test(name)) return `headers: "${shown(name)}" is no name of a header.`;
    if (framing.has(key)) return `headers: ${shown(name)} is set by the mock itself. Leave it out.`;
    if (names.has(key)) return `headers: ${shown(name)} is given more than once.`;
    names.add(key);
    if (!fieldValue.test(value))
      return `headers: the value of ${shown(name)} holds characters that no header may hold.`;
  }
  return undefined;
}
