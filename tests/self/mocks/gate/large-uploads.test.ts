import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import {
  accountPart,
  boundary,
  content,
  filePart,
  form,
  goodForm,
  target,
  textPart,
  token,
  upload,
} from '../form.ts';
import { type MockProcess, startMockProcess } from '../second-process.ts';
import { open, receive, sendOne } from '../wire.ts';

const MiB = 1024 ** 2;
const longText = 'x'.repeat(900_000);

/** Newer versions of V8 collect garbage later: a bare server that only parses grows by 120 MiB there, too. */
const isNode20 = process.versions.node.startsWith('20.');

describe('an upload of 256 MiB', () => {
  it('is counted to the byte, and not stored', async () => {
    const child = startMeasuredMock();
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    await sendOne(url, upload());
    const before = await peakOf(child);

    const response = await uploadZeros(url, 256 * MiB);
    expect(response).toMatchObject({ [contract.success.members.size]: 256 * MiB });
    expect((await peakOf(child)) - before).toBeLessThan((isNode20 ? 64 : 192) * MiB);
    child.disconnect();
  });
});

describe('uploads with long texts', () => {
  it('leave no more behind than the journal shows', async () => {
    const child = startMeasuredMock();
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    const body = form(accountPart, filePart, ...Array<string>(5).fill(textPart('note', longText)));
    await sendOne(url, upload(body));
    const before = await peakOf(child);
    for (let sent = 0; sent < 40; sent += 1) await sendOne(url, upload(body));
    expect((await peakOf(child)) - before).toBeLessThan((isNode20 ? 110 : 160) * MiB);
    child.disconnect();
  });
});

function startMeasuredMock(): ChildProcess {
  const run = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'run.js');
  return fork(run, [join(import.meta.dirname, 'measured-mock.ts')], { execArgv: [] });
}

async function peakOf(child: ChildProcess): Promise<number> {
  child.send('peak');
  const [{ peak }] = (await once(child, 'message')) as [{ peak: number }];
  return peak;
}

async function uploadZeros(url: string, size: number): Promise<unknown> {
  const start = `--${boundary}\r\n${accountPart}\r\n--${boundary}\r\nContent-Disposition: form-data; name="${content}"; filename="large.bin"\r\n\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  const chunk = Buffer.alloc(MiB);
  function* body(): Generator<string | Buffer> {
    yield start;
    for (let sent = 0; sent < size; sent += chunk.length) yield chunk;
    yield end;
  }
  const headers = { Authorization: token, 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const outgoing = request(url + target, { method: contract.method, headers });
  const answered = once(outgoing, 'response');
  await pipeline(Readable.from(body()), outgoing);
  const [response] = await answered;
  return json(response);
}

describe('a large upload that is rejected', () => {
  let mock: MockProcess;
  beforeAll(async () => {
    mock = await startMockProcess(['--quiet', '--max-file-size', '1000000']);
  });
  afterAll(() => mock.stop());

  /** The statuses that `fetch` gets for eight large uploads at once. */
  async function fetched(headers: Record<string, string>): Promise<number[]> {
    const body = new FormData();
    body.append(contract.fields.account, 'account-1');
    body.append(contract.fields.content, new Blob([Buffer.alloc(6 * MiB)]), 'large.bin');
    const { method } = contract;
    const send = () => fetch(mock.url + target, { method, body, headers });
    return (await Promise.all(Array.from({ length: 8 }, send))).map(({ status }) => status);
  }

  it('shows its 401 to fetch, each time', async () => {
    expect(await fetched({})).toEqual(Array(8).fill(contract.refusals.missingToken));
  });

  it('shows its 413 to fetch, each time', async () => {
    expect(await fetched({ Authorization: token })).toEqual(Array(8).fill(contract.refusals.tooLarge));
  });

  it('shows its 413 when the texts together are too long', async () => {
    const body = form(accountPart, filePart, ...Array<string>(10).fill(textPart('note', longText)));
    expect(await sendOne(mock.url, upload(body))).toMatchObject({ status: contract.refusals.tooLarge });
  });

  it('shows its 401 to a client that never stops sending', async () => {
    const socket = await open(mock.url);
    socket.write(upload(goodForm, { Authorization: undefined, 'Content-Length': String(2 ** 40) }));
    const piece = Buffer.alloc(MiB);
    const pour = (): unknown => socket.destroyed || socket.write(piece, pour);
    pour();
    expect(await receive(socket, 1)).toMatchObject([{ status: contract.refusals.missingToken }]);
    socket.destroy();
  });
});
