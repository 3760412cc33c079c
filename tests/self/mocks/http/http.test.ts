import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import {
  accountPart,
  boundary,
  chunked,
  filePart,
  fileSize,
  form,
  goodForm,
  head,
  target,
  token,
  upload,
} from '../form.ts';
import { open, receive, send, sendOne } from '../wire.ts';

/** Valid and invalid HTTP: real bytes over a socket. */

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({
    tokens: [token],
    limits: {
      headerSize: 8192,
      idleTime: 300,
      requestTime: 1500,
      drain: { bytes: 1024 ** 2, milliseconds: 200 },
    },
  });
});

afterAll(() => mock.close());

const { members } = contract.success;
const twoFiles = form(accountPart, filePart, filePart);
const noToken = { Authorization: undefined };

describe('an upload is accepted', () => {
  const ways: [how: string, pieces: string[]][] = [
    ['with its length announced', [upload()]],
    ['with header names in lower case', [upload().replace(/^[\w-]+(?=: )/gm, (name) => name.toLowerCase())]],
    ['byte by byte', [...upload()]],
    ['in chunked transfer coding', [head({ 'Transfer-Encoding': 'chunked' }), chunked(goodForm)]],
    [
      'with chunk extensions and trailers',
      [
        `${head({ 'Transfer-Encoding': 'chunked' })}${chunked(goodForm, 999).replace('\r\n', ';a=b\r\n').replace(/\r\n$/, 'X-Sum: 1\r\n\r\n')}`,
      ],
    ],
    [
      'with a quoted boundary',
      [upload(goodForm, { 'Content-Type': `multipart/form-data; boundary="${boundary}"` })],
    ],
    [
      'with a media type in upper case',
      [upload(goodForm, { 'Content-Type': `Multipart/Form-Data ; charset=utf-8; Boundary=${boundary}` })],
    ],
    ['with a preamble and an epilogue', [upload(`This is multipart.\r\n${goodForm}\r\n\r\nbye`)]],
    [
      'with an upgrade offered',
      [
        upload(goodForm, {
          Connection: 'Upgrade, HTTP2-Settings',
          Upgrade: 'h2c',
          'HTTP2-Settings': 'AAMAAABkAAQAAP__',
        }),
      ],
    ],
    ['with an expectation that nobody knows', [upload(goodForm, { Expect: 'miracles' })]],
    ['with the whole URL in the request line', [upload().replace(target, `http://mock:80${target}`)]],
    ['with a query', [upload().replace(target, `${target}?a=b`)]],
    [
      'with more than a thousand header lines',
      [upload().replace('Authorization:', `${'a:\r\n'.repeat(1005)}Authorization:`)],
    ],
    ['in HTTP/1.0', [upload().replace('HTTP/1.1', 'HTTP/1.0')]],
  ];

  it.each(ways)('%s', async (_, pieces) => {
    const response = await sendOne(mock.url, ...pieces);
    expect(response).toMatchObject({ status: contract.success.status });
    expect(JSON.parse(response.body)).toMatchObject({ [members.size]: fileSize });
  });

  it('after 100 Continue', async () => {
    const socket = await open(mock.url);
    const length = String(goodForm.length);
    socket.write(head({ Expect: '100-continue', 'Content-Length': length }));
    const responses = receive(socket, 2);
    socket.once('data', () => socket.write(goodForm));
    expect((await responses).map(({ status }) => status)).toEqual([100, contract.success.status]);
    socket.destroy();
  });

  it('from a client that ends its side before the response', async () => {
    await using slow = await startMock({ latency: 50 });
    const [response] = await send(slow.url, [upload()], { end: true });
    expect(response).toMatchObject({ status: contract.success.status });
  });

  it('after rejections on the same connection', async () => {
    const requests = [upload(twoFiles), upload(goodForm, noToken), upload()];
    const responses = await send(mock.url, requests, { responses: 3 });
    expect(responses.map(({ status }) => status)).toEqual([
      contract.refusals.twoFiles,
      contract.refusals.missingToken,
      contract.success.status,
    ]);
  });

  it('before invalid bytes, which end the connection', async () => {
    const [response] = await send(mock.url, [`${upload()}GARBAGE\r\n\r\n`]);
    expect(response).toMatchObject({ status: contract.success.status, headers: { connection: 'close' } });
  });

  it('while a later one on the same connection already has its response', async () => {
    const slow = upload(goodForm, { Prefer: 'wait=0.6' });
    const responses = await send(mock.url, [slow + upload()], { responses: 2 });
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('three pipelined', async () => {
    const responses = await send(mock.url, [upload() + upload(twoFiles) + upload()], { responses: 3 });
    expect(responses.map(({ status }) => status)).toEqual([200, contract.refusals.twoFiles, 200]);
  });
});

describe('a rejection', () => {
  const refusals: [what: string, outcome: keyof typeof contract.refusals, request: string][] = [
    ['another method', 'methodNotAllowed', upload().replace('POST', 'PUT')],
    ['OPTIONS that no page asks', 'methodNotAllowed', head({}).replace('POST', 'OPTIONS')],
    ['no token', 'missingToken', upload(goodForm, noToken)],
    ['an empty token', 'missingToken', upload(goodForm, { Authorization: '' })],
    [
      'a token in the query',
      'missingToken',
      upload(goodForm, noToken).replace(target, `${target}?Authorization=${token}`),
    ],
    ['another token', 'invalidToken', upload(goodForm, { Authorization: `${token}x` })],
    ['JSON', 'notMultipart', upload('{}', { 'Content-Type': 'application/json' })],
    ['no media type', 'notMultipart', upload(goodForm, { 'Content-Type': undefined })],
    ['no boundary', 'malformed', upload(goodForm, { 'Content-Type': 'multipart/form-data' })],
    [
      'a boundary that is too long',
      'malformed',
      upload(goodForm, { 'Content-Type': `multipart/form-data; boundary=${'x'.repeat(71)}` }),
    ],
    ['no body', 'malformed', upload('')],
    ['a body without its last delimiter', 'malformed', upload(goodForm.replace(/--\r\n$/, ''))],
    ['two files', 'twoFiles', upload(twoFiles)],
    [
      'a thousand files and more',
      'twoFiles',
      upload(form(accountPart, ...Array<string>(1500).fill(filePart))),
    ],
    ['no file', 'missingFile', upload(form(accountPart))],
    ['no account', 'missingAccountId', upload(form(filePart))],
  ];

  it.each(refusals)('of %s is %s, as documented', async (_, outcome, request) => {
    const response = await sendOne(mock.url, request);
    const status = contract.refusals[outcome];
    expect(response).toMatchObject({ status, headers: { 'content-type': contract.problem.mediaType } });
    expect(JSON.parse(response.body)).toMatchObject({ status });
  });

  it('of HEAD has no content', async () => {
    const responses = await send(mock.url, [head({}).replace('POST', 'HEAD')], { end: true }).catch(String);
    expect(responses).toMatch(/405 Method Not Allowed[^{]*$/);
  });

  it.each([`${target}/`, `${target}x`, target.toUpperCase(), '/', '/files/v1//upload_files', '*'])(
    'of the path %s is 404, with a problem',
    async (path) => {
      const response = await sendOne(mock.url, upload().replace(target, path));
      expect(response).toMatchObject({
        status: 404,
        headers: { 'content-type': contract.problem.mediaType },
      });
    },
  );
});

describe('a request that ends badly', () => {
  const badEndings: [what: string, status: number, pieces: string[]][] = [
    ['is no HTTP', 400, ['hello\r\n\r\n']],
    ['has no Host', 400, [upload(goodForm, { Host: undefined })]],
    ['has two Hosts', 400, [upload().replace('Host:', 'Host: other\r\nHost:')]],
    ['has a Host that is none', 400, [upload(goodForm, { Host: 'a b/c' })]],
    [
      'has a length and is chunked too',
      400,
      [`${head({ 'Content-Length': '9', 'Transfer-Encoding': 'chunked' })}`],
    ],
    [
      'has two lengths',
      400,
      [head({ 'Content-Length': '5' }).replace('\r\n\r\n', '\r\nContent-Length: 6\r\n\r\n')],
    ],
    ['has a chunk of no size', 400, [`${head({ 'Transfer-Encoding': 'chunked' })}zz\r\n`]],
    ['has a header without end', 431, [head({ 'X-Long': 'x'.repeat(9000) })]],
    ['is shorter than announced', 408, [head({ 'Content-Length': '999' }), goodForm]],
    ['stops within its head', 408, ['POST / HTTP/1.1\r\nHost: x\r\n']],
  ];

  it.each(badEndings)('and %s gets %i, with a problem', async (_, status, pieces) => {
    const response = await sendOne(mock.url, ...pieces);
    expect(response).toMatchObject({
      status,
      headers: { 'content-type': contract.problem.mediaType, connection: 'close' },
    });
    expect(JSON.parse(response.body)).toMatchObject({ status });
  });

  it('is malformed when the client ends it early', async () => {
    const [response] = await send(mock.url, [head({ 'Content-Length': '999' }), goodForm], { end: true });
    expect(response).toMatchObject({ status: contract.refusals.malformed });
  });

  it('is rejected with 408 when it drips for too long', async () => {
    const socket = await open(mock.url);
    socket.write(head({ 'Content-Length': '99999' }));
    const drip = setInterval(() => socket.write('x'), 50);
    const [response] = await receive(socket, 1);
    clearInterval(drip);
    expect(response).toMatchObject({ status: 408 });
    socket.destroy();
  });

  it('without a token is rejected, and kept open until the client is done', async () => {
    const socket = await open(mock.url);
    socket.write(head({ ...noToken, 'Content-Length': String(goodForm.length) }));
    const [response] = await receive(socket, 1);
    expect(response).toMatchObject({
      status: contract.refusals.missingToken,
      headers: { connection: 'close' },
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(goodForm);
    await closed;
  });

  it('whose client disconnects leaves the mock unchanged', async () => {
    const socket = await open(mock.url);
    socket.write(head({ 'Content-Length': '999' }));
    socket.resetAndDestroy();
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: contract.success.status });
  });
});
