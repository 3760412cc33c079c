import { getResponse } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { uploadHandlers } from '../../../../mocks/msw.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import {
  accountPart,
  boundary,
  content,
  filePart,
  form,
  goodForm,
  head,
  target,
  token,
  upload,
} from '../form.ts';
import { open, receive, sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(() => mock.close());

/** The mock's problem for a body; the handlers for Mock Service Worker must return the same one. */
async function problemOf(body: string, headers: Record<string, string> = {}) {
  const { status, body: text } = await sendOne(mock.url, upload(body, headers));
  const request = new Request(mock.url + target, {
    method: contract.method,
    headers: {
      [contract.credential.header]: token,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      ...headers,
    },
    body,
  });
  const response = await getResponse(uploadHandlers(), request);
  expect({ status: response?.status, body: await response?.json() }).toEqual({
    status,
    body: JSON.parse(text),
  });
  return { status, problem: JSON.parse(text) as { detail: string; requirement: string; type: string } };
}

const named = (name: string): string => filePart.replace(`name="${content}"`, `name="${name}"`);

describe('a file in another field', () => {
  it.each(['upload', `${content}[]`, 'File', 'document', `${content}[0]`, ` ${content}`, 'Datei größe'])(
    '"%s" is named, with the right field',
    async (name) => {
      const { status, problem } = await problemOf(form(accountPart, named(name)));
      expect(status).toBe(contract.refusals.missingFile);
      expect(problem).toMatchObject({ requirement: 'R6', type: expect.stringContaining('missing-file') });
      expect(problem.detail).toBe(
        `The file is in the field "${name}". It belongs in the field "${content}".`,
      );
    },
  );

  it('is described as having no name', async () => {
    const { problem } = await problemOf(form(accountPart, filePart.replace(`name="${content}"; `, '')));
    expect(problem.detail).toContain('a field without a name');
  });

  it.each(['x'.repeat(5000), 'a\u0007\u001b[31m\u202eb', 'a\tb'])(
    'is named in few, visible characters',
    async (name) => {
      const { problem } = await problemOf(form(accountPart, named(name)));
      expect(problem.detail.length).toBeLessThan(200);
      expect(problem.detail).not.toMatch(/[^\P{C}]/u);
    },
  );

  it('is not named if that would show the token', async () => {
    const { problem } = await problemOf(form(accountPart, named(`my-${token}`)));
    expect(problem.detail).toContain('another field');
  });

  it('is not mentioned when there is none', async () => {
    const { problem } = await problemOf(form(accountPart));
    expect(problem.detail).toContain('no file part');
  });
});

describe('a body that is malformed', () => {
  const lineFeeds = goodForm.replaceAll('\r\n', '\n');
  it.each([
    ['line feeds alone', lineFeeds],
    ['a preamble, and line feeds alone', `This is multipart.\n${lineFeeds}`],
    ['line feeds after the first delimiter', `--${boundary}\r\n${lineFeeds.slice(boundary.length + 3)}`],
  ])('for %s has the cause named', async (_, body) => {
    const { status, problem } = await problemOf(body);
    expect(status).toBe(contract.refusals.malformed);
    expect(problem.detail).toContain('LF alone');
  });

  it.each([1, 7])('in pieces of %i bytes has the cause named', async (size) => {
    const pieces = lineFeeds.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    const announced = head({ 'Content-Length': String(lineFeeds.length) });
    const { body } = await sendOne(mock.url, announced, ...pieces);
    expect(JSON.parse(body).detail).toContain('LF alone');
  });

  it('without a boundary has the cause named', async () => {
    const { problem } = await problemOf(goodForm, { 'Content-Type': 'multipart/form-data' });
    expect(problem.detail).toContain('boundary');
  });

  it.each([
    ['cut', goodForm.slice(0, -20)],
    ['of line feeds as content alone', goodForm.replace('id;name', 'a\n\nb\n').slice(0, -10)],
  ])('of another kind has none: %s', async (_, body) => {
    const { problem } = await problemOf(body);
    expect(problem.detail).not.toContain('LF');
  });
});

describe('a late request', () => {
  it('gets the pause and the option', async () => {
    await using hasty = await startMock({ limits: { idleTime: 200 } });
    const { body } = await sendOne(hasty.url, head({ 'Content-Length': '999' }), goodForm);
    expect(JSON.parse(body).detail).toMatch(/paused: no byte came for 200 ms.*--idle-timeout/);
  });

  it('gets the duration and the option', async () => {
    await using hasty = await startMock({ limits: { requestTime: 600 } });
    const socket = await open(hasty.url);
    const answered = receive(socket, 1);
    socket.write(head({ 'Content-Length': '999' }));
    // Each byte arrives within the idle time-out.
    const drip = setInterval(() => socket.write('x'), 50);
    const [response] = await answered;
    clearInterval(drip);
    expect(JSON.parse(response?.body ?? '').detail).toMatch(/after 600 ms.*--request-timeout/);
    socket.destroy();
  });
});
