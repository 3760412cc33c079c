import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { goodForm, head, upload } from '../form.ts';
import { open, receive, send } from '../wire.ts';

/** Pipelined requests: responses are in the order of the requests, whatever happens. */

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ limits: { idleTime: 300 } });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const slow = upload(goodForm, { Prefer: 'wait=0.1' });
const quick = upload();
const ofJournal = 'GET /__mock/requests/count HTTP/1.1\r\nHost: localhost\r\n\r\n';
const preflight =
  'OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nAccess-Control-Request-Method: POST\r\n\r\n';
const { status: accepted } = contract.success;

const behind: [what: string, request: string, status: number][] = [
  ['with a Host that is none', upload(goodForm, { Host: 'a b' }), 400],
  ['without a Host', upload(goodForm, { Host: undefined }), 400],
  ['with two Hosts', quick.replace('Host:', 'Host: b\r\nHost:'), 400],
  ['for the journal', ofJournal, 200],
  ['for the journal, by another host', ofJournal.replace('localhost', 'evil.example'), 421],
  ['that a browser asks', preflight, 204],
  [
    'that is rejected immediately',
    upload(goodForm, { Authorization: undefined }),
    contract.refusals.missingToken,
  ],
];

describe('after an upload with a delayed response, a request', () => {
  it.each(behind)('%s gets its response after it', async (_, request, status) => {
    const responses = await send(mock.url, [slow + request], { responses: 2 });
    expect(responses.map((response) => response.status)).toEqual([accepted, status]);
  });

  it('that stalls gets its response after it', async () => {
    const responses = await send(mock.url, [slow + head({ 'Content-Length': '999' })], { responses: 2 });
    expect(responses.map((response) => response.status)).toEqual([accepted, 408]);
  });

  it('for the journal that stalls gets its response after it', async () => {
    const next = 'POST /__mock/next HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{';
    const responses = await send(mock.url, [quick + next], { responses: 2 });
    expect(responses.map((response) => response.status)).toEqual([accepted, 408]);
  });
});

describe('invalid bytes', () => {
  const sequences: [what: string, requests: string[], statuses: number[]][] = [
    ['one upload', [slow], [accepted]],
    ['two uploads', [slow, slow], [accepted, accepted]],
    ['an upload whose response waits for another', [slow, quick], [accepted, accepted]],
    ['a request for the journal', [slow, ofJournal], [accepted, 200]],
    ['a request for the journal alone', [ofJournal], [200]],
  ];

  it.each(sequences)('end the connection after the responses to %s', async (_, requests, statuses) => {
    const socket = await open(mock.url);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const answered = receive(socket, statuses.length);
    socket.write(`${requests.join('')}GARBAGE\r\n\r\n`);
    const responses = await answered;
    expect(responses.slice(0, statuses.length).map((response) => response.status)).toEqual(statuses);
    await closed;
  });
});

it('a response that nobody reads does not keep its connection forever', async () => {
  await using large = await startMock({ limits: { idleTime: 200 } });
  large.next({ body: 'x'.repeat(1_000_000) });
  for (let queued = 0; queued < 14; queued += 1) large.next({ body: 'x'.repeat(1_000_000) });
  const socket = await open(large.url);
  socket.pause().on('error', () => undefined);
  socket.write(quick.repeat(15));
  await expect.poll(() => large.requests().length).toBe(15);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  await closed;
});
