import { getResponse } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { uploadHandlers } from '../../../mocks/msw.ts';
import { type Mock, startMock } from '../../../mocks/server.ts';
import {
  account,
  accountPart,
  boundary,
  content,
  filePart,
  fileSize,
  form,
  goodForm,
  part,
  target,
  textPart,
  token,
  upload,
} from './form.ts';
import { sendOne } from './wire.ts';

/** The handlers for Mock Service Worker read like the mock: both accept and reject the same requests. */

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(() => mock.close());

const { members } = contract.success;
const extended = part(
  `Content-Disposition: form-data; name=${content}; filename*=utf-8''Gr%C3%B6%C3%9Fe.csv`,
  '1',
);

const bodies: [what: string, body: string, status: number, stored?: object][] = [
  [
    'filename first',
    form(accountPart, part(`Content-Disposition: form-data; filename="b.csv"; name="${content}"`, '12')),
    200,
    { [members.name]: 'b.csv', [members.size]: 2 },
  ],
  ['filename* alone', form(accountPart, extended), 200, { [members.name]: 'Größe.csv' }],
  ['a preamble', `This is multipart.\r\n${goodForm}`, 200, { [members.size]: fileSize }],
  ['an epilogue', `${goodForm}\r\nbye\r\n`, 200, { [members.size]: fileSize }],
  ['nothing quoted', form(part(`Content-Disposition: form-data; name=${account}`, 'a'), filePart), 200],
  ['padding behind the delimiters', goodForm.replaceAll(`${boundary}\r\n`, `${boundary} \t\r\n`), 200],
  ['a file without a type', form(accountPart, filePart.replace(/\r\nContent-Type: \S+/, '')), 200],
  ['__proto__ as a name', form(accountPart, filePart, textPart('__proto__', 'x')), 200],
  ['two files', form(accountPart, filePart, filePart), contract.refusals.twoFiles],
  ['a second file without a type', form(accountPart, filePart, extended), contract.refusals.twoFiles],
  ['no end', goodForm.slice(0, -10), contract.refusals.malformed],
  [
    'a file without a name chosen',
    form(accountPart, part(`Content-Disposition: form-data; name="${content}"; filename=""`, '')),
    contract.refusals.missingFile,
  ],
  ['no account', form(filePart), contract.refusals.missingAccountId],
  ['nothing', '', contract.refusals.malformed],
];

const headers = {
  [contract.credential.header]: token,
  'Content-Type': `multipart/form-data; boundary=${boundary}`,
};

/** A request whose body arrives in pieces. */
function requestOf(body: string, size = body.length || 1): Request {
  const bytes = new TextEncoder().encode(body);
  const stream = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
  return new Request(mock.url + target, {
    method: 'POST',
    headers,
    body: stream,
    duplex: 'half',
  } as RequestInit);
}

describe('a body with', () => {
  it.each(bodies)('%s is read as the mock reads it', async (_, body, status, stored = {}) => {
    const mocked = await sendOne(mock.url, upload(body));
    expect(mocked).toMatchObject({ status });
    for (const size of [undefined, 1, 7]) {
      const response = await getResponse(uploadHandlers(), requestOf(body, size));
      expect(response?.status).toBe(status);
      const { [members.id]: id, ...shown } = JSON.parse((await response?.text()) ?? '');
      const { [members.id]: other, ...expected } = JSON.parse(mocked.body);
      expect(shown).toEqual(expected);
      expect(typeof id).toBe(typeof other);
      expect(shown).toMatchObject(stored);
    }
  });
});

describe('a request', () => {
  it('that ends early is malformed', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.error(new Error('gone'));
      },
    });
    const request = new Request(mock.url + target, {
      method: 'POST',
      headers,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect((await getResponse(uploadHandlers(), request))?.status).toBe(contract.refusals.malformed);
  });

  it('without a stream is read as a whole', async () => {
    const request = requestOf(goodForm);
    const whole = Object.defineProperty(request.clone(), 'body', { value: undefined });
    whole.clone = () => whole;
    expect((await getResponse(uploadHandlers(), whole))?.status).toBe(contract.success.status);
  });

  it('with a large file is read piece by piece, and no piece is kept', async () => {
    const piece = new Uint8Array(1024 ** 2);
    const start = `--${boundary}\r\n${accountPart}\r\n--${boundary}\r\nContent-Disposition: form-data; name="${content}"; filename="large.bin"\r\n\r\n`;
    let left = 200;
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      pull(controller) {
        left -= 1;
        if (left >= 0) return controller.enqueue(piece);
        controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
        controller.close();
      },
    });
    const request = new Request(mock.url + target, {
      method: 'POST',
      headers,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    const response = await getResponse(uploadHandlers(), request);
    expect(await response?.json()).toMatchObject({ [members.size]: 200 * 1024 ** 2 });
  });
});
