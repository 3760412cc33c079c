import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
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
import { startMockProcess } from '../second-process.ts';
import { open, receive, sendOne } from '../wire.ts';

const MiB = 1024 ** 2;

/** Newer versions of V8 collect garbage later: a bare server that only parses grows by 120 MiB there, too. */
const mostGrowth = (process.versions.node.startsWith('20.') ? 64 : 192) * MiB;

describe('an upload of 1 GiB', () => {
  it('is counted to the byte, and not stored', async () => {
    const child = startMeasuredMock();
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    await sendOne(url, upload());
    const before = await peakOf(child);

    const response = await uploadZeros(url, 1024 * MiB);
    expect(response).toMatchObject({ [contract.success.members.size]: 1024 * MiB });
    expect((await peakOf(child)) - before).toBeLessThan(mostGrowth);
    child.disconnect();
  });
});

describe('uploads with long texts', () => {
  const longText = 'x'.repeat(900_000);

  it('leave no more behind than the journal shows', async () => {
    const child = startMeasuredMock();
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    const body = form(accountPart, filePart, ...Array<string>(5).fill(textPart('note', longText)));
    await sendOne(url, upload(body));
    const before = await peakOf(child);
    for (let sent = 0; sent < 60; sent += 1) await sendOne(url, upload(body));
    expect((await peakOf(child)) - before).toBeLessThan(160 * MiB);
    child.disconnect();
  });

  it('are rejected when the texts together are too long', async () => {
    await using mock = await startMockProcess(['--quiet']);
    const body = form(accountPart, filePart, ...Array<string>(10).fill(textPart('note', longText)));
    expect(await sendOne(mock.url, upload(body))).toMatchObject({ status: contract.refusals.tooLarge });
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
  const large = (): FormData => {
    const data = new FormData();
    data.append(contract.fields.account, 'account-1');
    data.append(contract.fields.content, new Blob([Buffer.alloc(25 * MiB)]), 'large.bin');
    return data;
  };

  it('shows its 401 to fetch, each time', async () => {
    await using mock = await startMockProcess(['--quiet']);
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => fetch(mock.url + target, { method: contract.method, body: large() })),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(contract.refusals.missingToken));
  });

  it('shows its 413 to fetch, each time', async () => {
    await using mock = await startMockProcess(['--quiet', '--max-file-size', '1000000']);
    const responses = await Promise.all(
      Array.from({ length: 8 }, () =>
        fetch(mock.url + target, {
          method: contract.method,
          body: large(),
          headers: { Authorization: token },
        }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(contract.refusals.tooLarge));
  });

  it('shows its 401 to a client that never stops sending', async () => {
    await using mock = await startMockProcess(['--quiet']);
    const socket = await open(mock.url);
    socket.write(upload(goodForm, { Authorization: undefined, 'Content-Length': String(2 ** 40) }));
    const piece = Buffer.alloc(MiB);
    const pour = (): unknown => socket.destroyed || socket.write(piece, pour);
    pour();
    expect(await receive(socket, 1)).toMatchObject([{ status: contract.refusals.missingToken }]);
    socket.destroy();
  });
});
