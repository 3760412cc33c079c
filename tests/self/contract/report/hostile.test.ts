import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readReport } from '../../../contract/report/read-report.ts';
import { serve } from '../../scripts/verify/server.ts';
import { type Outputs, verifyWithEveryOutput } from './outputs.ts';
import { hostile } from './sample.ts';

const tenMegabytes = 10 * 1024 * 1024;

/** Attacks on the reader of a response; the cases get them in turn. */
const attacks: [contentType: string, body: Buffer, headers?: Record<string, string>][] = [
  ['text/html', Buffer.from(hostile)],
  [
    'application/json',
    Buffer.from(JSON.stringify({ fileId: hostile, fileName: hostile, documentType: hostile })),
  ],
  ['application/json', Buffer.from('['.repeat(1_000_000))],
  ['application/json', gzipSync(Buffer.alloc(tenMegabytes * 5, '[1,')), { 'Content-Encoding': 'gzip' }],
  ['text/plain', Buffer.alloc(tenMegabytes, 'a long line without an end ')],
  ['application/octet-stream', Buffer.from(Uint8Array.from({ length: 4096 }, (_, index) => index * 7))],
  ['text/plain; charset=utf-16', Buffer.from(hostile, 'utf16le')],
  ['text/plain', Buffer.from('\n'.repeat(100_000))],
  ['application/json', Buffer.from('{"__proto__":{"documentType":"CSV"},"constructor":1}')],
];

let outputs: Outputs;
beforeAll(async () => {
  let requests = 0;
  await using server = await serve((_, response) => {
    const [contentType, body, headers = {}] = attacks[requests % attacks.length] ?? ['', Buffer.alloc(0)];
    const status = requests % 2 === 0 ? 200 : 400;
    requests += 1;
    response.setHeader('__proto__', 'x');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    for (let index = 0; index < 80; index += 1) response.setHeader(`X-Filler-${index}`, 'y'.repeat(100));
    response.setHeader('Content-Type', contentType);
    response.setHeader('X-Markup', '"><script>alert(1)</script>::error::x');
    response.writeHead(status, 'OK <b>\u009b31m</b> ##[error]').end(body);
  });
  outputs = await verifyWithEveryOutput(
    [
      '--base-url',
      server.url,
      '--client-id',
      'c',
      '--account-id',
      'a',
      '--token',
      'opensesame-42',
      '--verbose',
      // Enough for each attack to occur many times.
      ...['--only', 'token-a*', '--only', 'two-files-s*'],
    ],
    {},
  );
}, 120_000);

describe('a server that attacks the reader of the report', () => {
  test('gets its verdict like any other', () => {
    expect(outputs.ended).toMatchObject({ code: 1, stderr: '' });
  });

  test('the terminal shows no escape, and no command of a build log but our own annotations', () => {
    const { stdout = '' } = outputs.texts;
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028]/u);
    const commands = stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line));
    expect(commands.filter((line) => !/^::(error|warning) title=R\d+ /.test(line))).toEqual([]);
    expect(commands).not.toEqual([]);
  });

  test('the JSON report fits its schema', () => {
    expect(readReport(outputs.texts.json ?? '')).toMatchObject({ schema: 1, verdict: 'violates' });
  });

  test('the JUnit report is valid XML', async () => {
    const schema = await readFile(join(import.meta.dirname, 'formats', 'junit.xsd'), 'utf8');
    const { errors } = await validateXML({
      xml: outputs.texts.junit ?? '',
      schema,
      maxMemoryPages: 8192,
    });
    expect(errors).toEqual([]);
  });

  test('the page is under 1 MB, and holds one script: its own', () => {
    const { html = '' } = outputs.texts;
    expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<b>/);
  });

  test('the step summary fits GitHub’s limit of 1 MiB', () => {
    expect(Buffer.byteLength(outputs.texts.summary ?? '')).toBeLessThan(1024 * 1024);
    expect(outputs.texts.summary).toBe(outputs.texts.markdown);
  });

  test('long responses are cut in every output', () => {
    for (const text of Object.values(outputs.texts)) expect(text.length).toBeLessThan(tenMegabytes);
  });
});
