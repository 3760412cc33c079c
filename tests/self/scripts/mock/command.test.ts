import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { goodForm, head, token, upload } from '../../mocks/form.ts';
import { runMock, startMockProcess } from '../../mocks/second-process.ts';
import { open, receive, sendOne } from '../../mocks/wire.ts';
import { commandHere } from '../cli/here.ts';

/** As a process. */
describe.concurrent('the mock command', () => {
  it('prints its address once, logs each exchange without its token or control characters, and ends with 0', async () => {
    await using mock = await startMockProcess(['--token', token]);
    await sendOne(mock.url, upload());
    await sendOne(mock.url, upload(goodForm, { Authorization: 'another-token' }));
    await sendOne(mock.url, upload().replace('upload_files', `upload_files?key=${token}`));
    await sendOne(mock.url, upload(goodForm.replace('a.csv', `${token}.csv`), { Authorization: 'no-token' }));
    await sendOne(mock.url, upload(goodForm.replace('a.csv', 'a\u202evsc.\u001b[2J\u009b2J')));
    expect(await mock.stop('SIGINT')).toBe(0);
    const [ready, inspector, ...lines] = mock.stdout().trimEnd().split('\n');
    expect(ready).toBe(`Mock ready at ${mock.url}`);
    expect(inspector).toBe(`Inspector at ${mock.url}/__mock/`);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain(`${contract.success.status} accepted (R10) "a.csv"`);
    expect(lines[1]).toContain('401 invalidToken (R2)');
    expect(lines[4]).toContain('"a\\u{202e}vsc.\\u001b[2J\\u{9b}2J"');
    expect(mock.stdout()).not.toMatch(/token-1|another-token|no-token/);
  });

  it('accepts only the given credentials, and serves /__mock for allowed hosts only', async () => {
    const named = [
      '--token',
      'a',
      '--token',
      token,
      '--account-id',
      'b',
      '--account-id',
      'account-1',
      '--client-id',
      'client-1',
      '--allow-host',
      'a.example',
      '--allow-host',
      'b.example',
    ];
    await using mock = await startMockProcess(named);
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 200 });
    const strangers = [upload().replace('account-1', 'account-2'), upload().replace('client-1', 'client-2')];
    for (const stranger of strangers)
      expect(await sendOne(mock.url, stranger)).toMatchObject({ status: 403 });
    const ask = async (host: string) =>
      (await sendOne(mock.url, `GET /__mock/requests HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status;
    expect(await Promise.all(['a.example', 'b.example:80', 'c.example'].map(ask))).toEqual([200, 200, 421]);
  });

  it('finishes running exchanges before it ends', async () => {
    await using mock = await startMockProcess([]);
    const socket = await open(mock.url);
    socket.write(head({ 'Content-Length': String(goodForm.length), Expect: '100-continue' }));
    const responses = receive(socket, 2);
    await once(socket, 'data');
    const stopped = mock.stop('SIGTERM');
    socket.write(goodForm);
    expect(await responses).toMatchObject([{ status: 100 }, { status: 200 }]);
    expect(await stopped).toBe(0);
  });

  it('is silent with --quiet, and does not wait for its own delays when it is stopped', async () => {
    await using mock = await startMockProcess(['--quiet']);
    const socket = await open(mock.url);
    socket.write(upload(goodForm, { Prefer: 'wait=300' }));
    socket.on('error', () => {});
    await sendOne(mock.url, upload());
    const stopped = performance.now();
    expect(await mock.stop('SIGTERM')).toBe(0);
    // Two seconds of grace, and a busy machine.
    expect(performance.now() - stopped).toBeLessThan(20_000);
    expect(mock.stdout()).toBe(`Mock ready at ${mock.url}\n`);
  });

  it('names --port 0 when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const child = runMock(['--port', String(port)]);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout as NodeJS.ReadableStream),
      text(child.stderr as NodeJS.ReadableStream),
      once(child, 'exit'),
    ]);
    server.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--port 0');
  });
});

const mistakes: [option: string, options: string[]][] = [
  ['--port', ['--port', 'http']],
  ['--port', ['--port', '65536']],
  ['--latency', ['--latency', '5..1']],
  ['--chaos', ['--chaos', 'reset=2']],
  ['--max-file-size', ['--max-file-size', '5MB']],
  ['--token', ['--token', '']],
  ['--allow-host', ['--allow-host', 'http://mock.example:80']],
  ['--base-path', ['--base-path', 'api']],
  ['--host', ['--host', 'no.such.host.invalid', '--port', '0']],
  ['--colour', ['--colour']],
  ['--seed', ['--seed']],
  ['--open', ['--open', '--no-journal']],
];

it.each(mistakes)('ends with 2 and one message that names %s', async (option, options) => {
  const { code, stdout, stderr } = await commandHere(['mock', ...options]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(option);
  expect(stderr).not.toMatch(/^ +at /m);
});

it('names all mistakes in one message, a line each', async () => {
  const values = ['--port', '70000', '--latency', 'x', '--chaos', 'foo', '--max-file-size', '-1'];
  const others = ['--token', '', '--token', 't', '--open', '--no-journal'];
  const { code, stderr } = await commandHere(['mock', ...values, ...others]);
  expect(code).toBe(2);
  expect(stderr.match(/^--[\w-]+/gm)?.sort()).toEqual(
    ['--port', '--latency', '--chaos', '--max-file-size', '--token', '--open'].sort(),
  );
});

it('marks repeatable options in its help', async () => {
  const { code, stdout } = await commandHere(['mock', '--help']);
  expect(code).toBe(0);
  for (const option of ['token', 'account-id', 'client-id'])
    expect(stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(`--${option} <\\w+> [^<]*repeatable`));
});
