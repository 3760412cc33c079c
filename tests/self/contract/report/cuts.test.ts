import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { describeExchanges } from '../../../contract/report/evidence.ts';
import { requestLines, responseLines } from '../../../contract/report/formats/http-text.ts';
import { createRedactor, type Redact, redactAndCut } from '../../../contract/report/redact.ts';
import { caseNamed, type GivenResponse, settings as plainSettings, stepsOf } from '../facts.ts';
import { verifyWithEveryOutput } from './outputs.ts';

/** Texts are redacted before they are cut: a token shows neither whole nor in part, wherever the cut is. */
const token = 'Zq8#Wv5!Kj2?Xp7/Ym4';

/** Each contains the token in one form; independent of how the redactor finds them. */
const carriers: [name: string, carry: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in a URL', (text) => encodeURIComponent(text)],
  ['in a URL in a URL', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in a script', (text) => [...text].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')],
  ['in HTML', (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join('')],
  ['in base64', (text) => Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)],
  ['in hexadecimal', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['as UTF-16', (text) => [...text].join('\0')],
];

/** A reader of this much of the token knows part of it. */
const telling = (form: string): string => form.slice(0, Math.ceil((form.length * 4) / token.length));

const settings = { ...plainSettings, token };
const redact = createRedactor(token);
const contractCase = caseNamed('csv-file');

/** All report outputs of an exchange, from most to least detail. */
function shownOf(response: GivenResponse, redacted = redact): string {
  const steps = stepsOf(contractCase, [response]);
  const exchanges = describeExchanges(contractCase, steps, settings, redacted);
  const short = { body: 600, lines: 12, header: 160, headers: 16 };
  const texts = exchanges.flatMap((exchange) => [
    ...[exchange.response?.reason, exchange.response?.body].filter((text) => text !== undefined),
    ...Object.entries(exchange.response?.headers ?? {}).flat(),
    ...requestLines(exchange, short),
    ...responseLines(exchange, short),
  ]);
  return texts.join('\n');
}

const around = (cut: number, length: number): number[] =>
  [...Array(length + 4).keys()].map((step) => cut - length - 2 + step).filter((at) => at >= 0);

describe.each(carriers)('the token %s, at every place around a cut', (_, carry) => {
  const form = carry(token);
  const start = telling(form);
  const leaking = (cuts: readonly number[], respondWith: (text: string) => GivenResponse): number[] =>
    cuts
      .flatMap((cut) => around(cut, form.length))
      .filter((at) => shownOf(respondWith('.'.repeat(at) + form + '.'.repeat(5000 - at))).includes(start));

  test('of a content', () => {
    expect(leaking([600, 4000], (body) => ({ body }))).toEqual([]);
  });

  test('of the searched part of a content', () => {
    // A redacted text is shorter than the original: with a long token, so much that the end of the searched part shows.
    const longToken = [...Array(10).keys()].map((index) => `${token}${index}`).join('');
    const long = carry(longToken);
    const leaks = (redacted: Redact): number[] =>
      around(64_000, long.length)
        .filter((_, index) => index % Math.ceil(long.length / 16) === 0)
        .filter((at) => {
          const before = '.'.repeat(at % long.length) + long.repeat(Math.floor(at / long.length));
          return shownOf({ body: (before + long).padEnd(80_000, '.') }, redacted).includes(start);
        });
    expect(leaks(createRedactor(longToken))).toEqual([]);
    // Redacting only what is complete would show a half.
    expect(leaks((text) => text.replaceAll(long, '[redacted]'))).not.toEqual([]);
  });

  test('of a content that was cut on arrival', () => {
    const leaks = [...Array(form.length).keys()].filter((length) =>
      shownOf({ body: `short ${form.slice(0, length)}`, cut: true }).includes(start),
    );
    expect(leaks).toEqual([]);
  });

  test('of a reason, and of a header’s name and value', () => {
    const short = (text: string) => text.slice(0, 3000);
    const response = (text: string): GivenResponse => ({
      reason: short(text),
      headers: [
        ['X-Echo', short(text)],
        [`X-${short(text)}`, 'value'],
        ['X-Twice', 'a'],
        ['X-Twice', short(text)],
      ],
    });
    expect(leaking([160, 1000], response)).toEqual([]);
  });

  test('of any text, at any length', () => {
    const leaks = [...Array(3 * form.length).keys()].filter((length) =>
      redactAndCut(redact, `${form} ${form} ${form}`, length).includes(start),
    );
    expect(leaks).toEqual([]);
  });
});

test('a cut text loses no more than what may begin a secret', () => {
  expect(redact(`a content that goes on with ${token.slice(0, 5)}`, true)).toBe(
    'a content that goes on with ',
  );
  expect(redact(`${token} and then some words`, true)).toMatch(/^\[redacted\] and then some w/);
  expect(redactAndCut(redact, 'a short text', 20)).toBe('a short text');
  expect(redactAndCut(redact, 'x'.repeat(30), 20)).toBe(`${'x'.repeat(20)}… (30 characters)`);
});

test('a malformed status line is quoted in all reports, without its token', async () => {
  let requests = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      if (!/\r\n0?\r\n\r\n$|--\r\n$/.test(bytes.toString('latin1'))) return;
      requests += 1;
      const response =
        requests === 1
          ? 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'
          : `HTTP/1.1 2xx ${'.'.repeat(40 + (requests % 40))}${token}\r\n\r\n`;
      socket.end(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    const { ended, texts } = await verifyWithEveryOutput(
      [
        ...['--base-url', `http://127.0.0.1:${port}`, '--client-id', 'c', '--account-id', 'a'],
        ...['--verbose', '--timeout', '3000', '--only', 'two-files-same-n*', '--only', 'type-csv'],
      ],
      { UPLOAD_TOKEN: token },
    );
    expect(ended.code).toBe(1);
    expect(texts.stdout).toContain('[redacted]');
    for (const [name, text] of Object.entries(texts)) expect(text, name).not.toContain(token.slice(0, 4));
  } finally {
    server.close();
  }
}, 120_000);
