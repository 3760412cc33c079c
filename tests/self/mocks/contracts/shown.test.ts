import { beforeEach, describe, expect, test, vi } from 'vitest';
import { pageFacts } from '../../../../mocks/admin/inspector/facts.ts';
import type { JournalEntry } from '../../../../mocks/admin/journal/entry.ts';
import { startMock } from '../../../../mocks/server.ts';
import { type Shape, shapes } from '../../spec/shapes.ts';
import { type Departure, sendTo, token } from './send.ts';

/** Journal and inspector use the contract's names, and show no token, whatever its header. */

/** The lines of the page, with the facts of a contract. */
async function linesOf(shape: Shape) {
  const textContent = JSON.stringify(pageFacts(shapes[shape], ''));
  vi.stubGlobal('document', { getElementById: () => ({ textContent }) });
  vi.resetModules();
  const curl = await import('../../../../mocks/admin/inspector/page/curl.js');
  const words = await import('../../../../mocks/admin/inspector/page/words.js');
  return { ...curl, ...words };
}

beforeEach(() => vi.unstubAllGlobals());

/** What the journal shows of one upload. */
async function entryOf(shape: Shape, departure: Departure = {}): Promise<JournalEntry> {
  await using mock = await startMock({ contract: shapes[shape], tokens: ['of-somebody-else'] });
  await sendTo(mock, shapes[shape], departure);
  const [entry] = mock.requests();
  if (entry === undefined) throw new Error('The journal has no entry');
  return entry;
}

describe('the first curl line', () => {
  test.each<[Shape, string[], RegExp]>([
    ['builtIn', ["-H 'Authorization: my-token'", 'accountId=my-account', 'documentType=Invoice'], /-X/],
    ['withoutSecurity', ['accountId=my-account'], /-H|my-token/],
    ['bearer', ["-H 'Authorization: Bearer my-token'"], /-X/],
    ['otherHeader', ["-H 'X-Client-Ident: my-token'"], /Authorization/],
    ['withoutAccount', ['documentType=Invoice'], /account/],
    ['withoutType', ['accountId=my-account'], /documentType|undefined/],
    ['moreFields', ['day=2030-01-31'], /description/],
    ['renamed', ['-X PUT', 'customer=my-account', 'kind=Invoice', 'document=@-'], /accountId|file=/],
  ])('of %s', async (shape, parts, never) => {
    const line = (await linesOf(shape)).firstLine('http://127.0.0.1/x');
    for (const part of parts) expect(line).toContain(part);
    expect(line).not.toMatch(never);
  });
});

describe('a token is shown nowhere', () => {
  test.each<[Shape, Departure, header: string, shown: string | undefined, again: string | undefined]>([
    ['builtIn', {}, 'authorization', '***', '"authorization: $TOKEN"'],
    ['bearer', {}, 'authorization', 'Bearer ***', '"authorization: Bearer $TOKEN"'],
    ['bearer', { credential: token }, 'authorization', '***', '"authorization: $TOKEN"'],
    ['otherHeader', {}, 'x-client-ident', '***', '"x-client-ident: $TOKEN"'],
    ['withoutSecurity', {}, 'authorization', undefined, undefined],
    ['withoutSecurity', { headers: { Authorization: token } }, 'authorization', '***', undefined],
  ])('of %s, %j', async (shape, departure, header, shown, again) => {
    const texts = { [shapes[shape].fields.account ?? '']: `my ${token}` };
    const entry = await entryOf(shape, shown === undefined ? departure : { ...departure, texts });
    expect(JSON.stringify(entry)).not.toContain(token);
    expect(entry.request.headers[header]).toBe(shown);
    const line = (await linesOf(shape)).curlLine(entry, 'http://127.0.0.1');
    if (again !== undefined) expect(line).toContain(again);
    if (shown === undefined) expect(line).not.toContain('$');
  });
});

test('the ruling names a missing field', async () => {
  expect(
    (await entryOf('everything', { texts: { day: undefined }, credential: 'Bearer of-somebody-else' }))
      .ruling,
  ).toMatchObject({ outcome: 'missingField', field: 'day' });
});

test('the account and the type are found by the names of their fields, and of their roles', async () => {
  await using mock = await startMock<'customer' | 'kind'>({ contract: shapes.renamed });
  await sendTo(mock, shapes.renamed, { texts: { customer: 'C7', kind: 'CSV' } });
  expect(mock.requests({ customer: 'C7', kind: 'CSV' })).toHaveLength(1);
  expect(mock.requests({ customer: 'C8' })).toHaveLength(0);
  const former = await fetch(`${mock.url}/__mock/requests/count?account=C7&type=CSV`);
  expect(await former.json()).toEqual({ count: 1 });
});

test('rulings have words without a type, and for a rejection with only a name', async () => {
  const { consequence, rulingInWords } = await linesOf('withoutType');
  expect(consequence(await entryOf('withoutType', { credential: 'of-somebody-else' }))).toBeUndefined();
  const missing = await entryOf('moreFields', { texts: { day: undefined }, credential: 'of-somebody-else' });
  expect(rulingInWords(missing)).toBe('missing field');
});
