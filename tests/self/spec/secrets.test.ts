import { describe, expect, test } from 'vitest';
import { holdsSecret, secretFinder } from '../../../spec/secrets.ts';
import { leakIn } from '../../contract/judge/leaks.ts';

/** The forms of a secret, made by other code where possible. */
const secrets = [
  'tok/3n+$9.*|"&<v>\'`\\Zz',
  'eyJhbGciOi.JIUzI1-NiJ9_x',
  'pass word+1 x',
  '%41b%2B-c&amp;d',
  'Schlüssel🔑',
];

const bytesOf = (text: string) => Buffer.from(text);
const each = (text: string, write: (code: number) => string) =>
  [...text].map((character) => write(character.codePointAt(0) ?? 0)).join('');
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
const digits = (code: number, count: number) => code.toString(16).padStart(count, '0');
const percent = (text: string) => [...bytesOf(text)].map((byte) => `%${digits(byte, 2)}`).join('');
const names: Record<string, string> = {
  '/': 'sol',
  '+': 'plus',
  $: 'dollar',
  '.': 'period',
  '*': 'ast',
  '|': 'verbar',
  '"': 'quot',
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  "'": 'apos',
  '`': 'grave',
  '\\': 'bsol',
  '%': 'percnt',
  ';': 'semi',
  _: 'lowbar',
};
const wrapped = (text: string, width: number, end: string) =>
  text.replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);

const forms: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in a URL': encodeURIComponent,
  'in a URL, in lower case': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (escaped) => escaped.toLowerCase()),
  'in a form': (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  'in a URL in a URL': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in a URL, every byte': percent,
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'in JSON as PHP writes it': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON, every letter': (secret) =>
    secret.replace(/[\s\S]/g, (unit) => `\\u${digits(unit.charCodeAt(0), 4)}`),
  'in JSON, in upper case': (secret) =>
    secret.replace(/[\s\S]/g, (unit) => `\\u${digits(unit.charCodeAt(0), 4).toUpperCase()}`),
  'in a script': (secret) => each(secret, (code) => `\\u{${code.toString(16)}}`),
  'in HTML, by name': (secret) => secret.replace(/[^\w\s]/g, (c) => (names[c] ? `&${names[c]};` : c)),
  'in HTML, in decimals': (secret) => each(secret, (code) => `&#${code};`),
  'in HTML, in hexadecimal': (secret) => each(secret, (code) => `&#x${code.toString(16)};`),
  'in HTML, in upper case': (secret) => each(secret, (code) => `&#X00${code.toString(16).toUpperCase()};`),
  'in HTML in HTML': (secret) => each(secret, (code) => `&amp;#${code};`),
  'in a URL in HTML': (secret) => encodeURIComponent(secret).replaceAll('%', '&#37;'),
  'in base64': (secret) => base64(bytesOf(secret)),
  'in base64url': (secret) => bytesOf(secret).toString('base64url'),
  'in base64 in a URL': (secret) => encodeURIComponent(base64(bytesOf(secret))),
  'in base64 of user:secret': (secret) => base64(bytesOf(`user:${secret}`)),
  'in base64 of x:secret': (secret) => base64(bytesOf(`x:${secret}`)),
  'in base64 of :secret and more': (secret) => base64(bytesOf(`:${secret} and more`)),
  'in base64, wrapped as MIME does': (secret) =>
    wrapped(base64(bytesOf(`${'x'.repeat(50)}${secret}`)), 76, '\r\n'),
  'in base64, wrapped in JSON': (secret) => wrapped(base64(bytesOf(secret)), 5, '\\r\\n'),
  'in base64, folded': (secret) => wrapped(base64(bytesOf(secret)), 7, '\r\n  '),
  'in hexadecimal': (secret) => bytesOf(secret).toString('hex'),
  'in upper-case hexadecimal': (secret) => bytesOf(secret).toString('hex').toUpperCase(),
  'in a list of bytes': (secret) => [...bytesOf(secret)].join(','),
  'in base64 of UTF-16': (secret) => base64(Buffer.from(secret, 'utf16le')),
  'in base64 of big-endian UTF-16': (secret) => base64(Buffer.from(secret, 'utf16le').swap16()),
  'in hexadecimal of UTF-16': (secret) => Buffer.from(secret, 'utf16le').toString('hex'),
  'read as Latin-1': (secret) => bytesOf(secret).toString('latin1'),
};

describe.each(Object.entries(forms))('a secret %s', (_, write) => {
  test.each(secrets)('%s', (secret) => {
    const form = write(secret);
    const finder = secretFinder([secret]);
    const exact = secretFinder([secret], { exactCase: true });
    expect([finder.isIn(`before ${form} after`), exact.isIn(`before ${form} after`)]).toEqual([true, true]);
    const hidden = finder.hide(`before ${form} after`, '***');
    expect(hidden).toMatch(/^before [^*]*\*\*\*[^*]{0,16} after$/s);
    expect(finder.isIn(hidden)).toBe(false);
    expect(exact.hide(`${form} ${form}`, '***').split('***')).toHaveLength(3);
  });
});

test.each(['utf16le', 'big-endian'])('a secret in UTF-16, %s', (order) => {
  const bytes = Buffer.from('before tok/3n+$9"x-y after', 'utf16le');
  const text = (order === 'utf16le' ? bytes : bytes.swap16()).toString('utf8');
  const hidden = secretFinder(['tok/3n+$9"x-y']).hide(text, '***');
  expect(hidden.replaceAll('\0', '')).toBe('before *** after');
});

test('text close to a secret is not a secret', () => {
  const finder = secretFinder(['tok/3n+x9.y'], { exactCase: true });
  for (const text of [
    'tok/3n+x9.',
    'ok/3n+x9.y',
    'TOK/3N+X9.Y',
    'tok%2F3n%2Bx9',
    base64(bytesOf('tok/3n+x9.')),
    '',
  ])
    expect(finder.isIn(text), text).toBe(false);
  expect(leakIn('Refused for TOK/3N+X9.Y', 'tok/3n+x9.y')).toBeUndefined();
  expect(leakIn('Refused for tok%2f3n%2bx9.y', 'tok/3n+x9.y')).toBe('the token');
});

test('the text around a secret stays unchanged', () => {
  const text = 'é%20\\u0041&amp;\0\r\n%74ok-of-mine&#33;\\"🔑 tok-of-mine\u0130';
  expect(secretFinder(['tok-of-mine']).hide(text, '***')).toBe(
    'é%20\\u0041&amp;\0\r\n***&#33;\\"🔑 ***\u0130',
  );
});

test('secrets that overlap leave nothing of either', () => {
  expect(secretFinder(['abcdefgh', 'efghijkl']).hide('xabcdefghijklx', '***')).toMatch(/^x\*\*\*(ijkl)?x$/);
  expect(secretFinder(['abcdef', 'abcdefgh']).hide('abcdefgh abcdef', '***')).toBe('*** ***');
});

test('without secrets, or with an empty one, nothing is found', () => {
  for (const none of [[], ['']]) {
    expect(secretFinder(none).isIn('a text')).toBe(false);
    expect(secretFinder(none).hide('a text', '***')).toBe('a text');
  }
});

test.each(['Authorization', 'X-Api-Key', 'cookie', 'Set-Cookie', 'X-JWT', 'x-csrf-token', 'X-Amz-Signature'])(
  'a header %s holds a secret',
  (name) => expect(holdsSecret(name)).toBe(true),
);

test.each(['Content-Type', 'X-Bypass-Cache', 'Accept', 'X-Tenant', 'User-Agent'])(
  'a header %s carries none',
  (name) => expect(holdsSecret(name)).toBe(false),
);

test('a finder is kept until long secrets need its room', () => {
  const short = secretFinder(['tok-of-mine']);
  expect(secretFinder(['tok-of-mine'])).toBe(short);
  secretFinder(['x'.repeat(20_000)]);
  expect(secretFinder(['tok-of-mine'])).not.toBe(short);
});
