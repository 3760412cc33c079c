import { contract } from '../../generated/contract.ts';

/** The requests to mutate: an upload in each dialect of real clients, including those that crash plain Prism. */

const { account, content, type } = contract.fields;
const path = contract.path.replace(`{${contract.clientIdParameter}}`, 'client-1');
const boundary = 'fuzz-boundary';

const disposition = (name: string): string => `Content-Disposition: form-data; name="${name}"`;
const fields = [`${disposition(account)}\r\n\r\naccount-1`, `${disposition(type)}\r\n\r\nCSV`];
const form = (...parts: string[]): string =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;

const file = `${disposition(content)}; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nid;name\r\n1;Ada`;

const bodies = [
  form(...fields, file),
  form(file, ...fields),
  form(...fields, file, file),
  // python-requests, then .NET, then a stray semicolon
  form(...fields, `${disposition(content)}; filename="a.csv"\r\n\r\n1`),
  form(
    ...fields,
    `Content-Type: text/csv\r\nContent-Disposition: form-data; name=${content}; filename=a.txt; filename*=utf-8''a.txt\r\n\r\n1`,
  ),
  form(...fields, `${disposition(content)}; filename="a;b.csv"\r\nContent-Type: text/csv\r\n\r\n1`),
  form(`${disposition('__proto__')}\r\n\r\nx`, `${disposition('constructor')}; filename="toString"\r\n\r\n1`),
  form(...fields, `${disposition(content)}; filename="\u{1f4ce} Größe.csv"\r\n\r\n\xff\xfe\0`),
  `preamble\r\n${form(...fields, file)}\r\n\r\nepilogue`,
];

const head = (lines: string): string =>
  `${contract.method} ${path} HTTP/1.1\r\nHost: mock\r\n${contract.credential.header}: token-1\r\n` +
  `Content-Type: ${contract.mediaType}; boundary=${boundary}\r\n${lines}\r\n\r\n`;

const withLength = (body: string): string => head(`Content-Length: ${Buffer.byteLength(body)}`) + body;

const chunked = (body: string): string =>
  `${head('Transfer-Encoding: chunked')}${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;

/** A valid upload; it must work right after anything else. */
export const goodUpload = Buffer.from(withLength(bodies[0] ?? ''));

export const corpus: readonly Buffer[] = bodies.flatMap((body) =>
  [withLength(body), chunked(body)].map((text) => Buffer.from(text)),
);
