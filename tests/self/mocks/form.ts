import { contract } from '../../../generated/contract.ts';

/** Requests as text, so that each test shows the bytes that it is about. */

export const boundary = 'X-BOUNDARY';
export const target = contract.path.replace(`{${contract.clientIdParameter}}`, 'client-1');
export const token = 'token-1';
export const { account, content, type } = contract.fields;

export const accountPart = textPart(account, 'account-1');
export const filePart = part(
  `Content-Disposition: form-data; name="${content}"; filename="a.csv"\r\nContent-Type: text/csv`,
  'id;name\r\n1;Ada\r\n',
);

/** The size of the file in `filePart`, in bytes. */
export const fileSize = 16;

export function textPart(name: string, value: string): string {
  return part(`Content-Disposition: form-data; name="${name}"`, value);
}

export function part(head: string, text: string): string {
  return `${head}\r\n\r\n${text}`;
}

/** A complete multipart body. */
export function form(...parts: string[]): string {
  return `${parts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
}

export const goodForm = form(accountPart, filePart);

/** The head of an upload; a header that is undefined is left out. */
export function head(
  headers: Record<string, string | undefined>,
  requestLine = `POST ${target} HTTP/1.1`,
): string {
  const all: Record<string, string | undefined> = {
    Host: 'mock',
    Authorization: token,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== undefined);
  return `${requestLine}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** A complete upload, with its length. */
export function upload(body = goodForm, headers: Record<string, string | undefined> = {}): string {
  return head({ 'Content-Length': String(Buffer.byteLength(body)), ...headers }) + body;
}

/** A body in chunked transfer coding (RFC 9112, section 7.1). */
export function chunked(body: string, size = 10): string {
  const bytes = Buffer.from(body);
  let coded = '';
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    coded += `${piece.length.toString(16)}\r\n${piece.toString('latin1')}\r\n`;
  }
  return `${coded}0\r\n\r\n`;
}
