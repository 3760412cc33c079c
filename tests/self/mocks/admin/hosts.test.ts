import { describe, expect, it, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { hostCheck } from '../../../../mocks/admin/hosts.ts';
import { startMock } from '../../../../mocks/server.ts';
import { upload } from '../form.ts';
import { sendOne } from '../wire.ts';

const isOwn = (host: string, bound = '127.0.0.1', allowed: string[] = [], localAddress = '127.0.0.1') =>
  hostCheck(bound, allowed)({ headers: { host }, socket: { localAddress } } as never);

describe('the hosts of /__mock', () => {
  test.each([
    ...['localhost', 'LOCALHOST:4010', 'localhost.', '127.0.0.1', '127.9.8.7:80', '[::1]', '[::1]:4010'],
    '[0:0:0:0:0:0:0:1]',
  ])('include %s', (host) => {
    expect(isOwn(host)).toBe(true);
  });

  test.each([
    ...[
      'evil.example',
      'evil.example:4010',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'xlocalhost',
    ],
    ...['10.0.0.1', '[::2]', '128.0.0.1', '', 'a:b:c', '0.0.0.0'],
  ])('do not include "%s"', (host) => {
    expect(isOwn(host)).toBe(false);
  });

  test('include the address that the mock listens on, and the one that was reached', () => {
    expect(isOwn('my-machine:80', 'my-machine')).toBe(true);
    expect(isOwn('10.0.0.1', '10.0.0.1')).toBe(true);
    expect(isOwn('[fe80::1]', 'fe80::1')).toBe(true);
    expect(isOwn('10.0.0.1', 'my-machine', [], '10.0.0.1')).toBe(true);
    expect(isOwn('10.0.0.1', '0.0.0.0', [], '10.0.0.1')).toBe(true);
    expect(isOwn('10.0.0.1', '::', [], '::ffff:10.0.0.1')).toBe(true);
    expect(isOwn('10.0.0.2', '0.0.0.0', [], '10.0.0.1')).toBe(false);
  });

  test('include names that are allowed, in any letter case', () => {
    expect(isOwn('mock.example:8080', '127.0.0.1', ['Mock.Example', 'other'])).toBe(true);
    expect(isOwn('a.mock.example', '127.0.0.1', ['mock.example'])).toBe(false);
    expect(isOwn('[fe80::2]:1', '127.0.0.1', ['fe80::2'])).toBe(true);
  });

  test.each(['http://a', 'a:80', 'a/b', '', 'a b', '*', '[::1]:80'])('cannot be "%s"', async (name) => {
    if (name !== '*') await expect(startMock({ allowHosts: [name] })).rejects.toThrow('is not a host');
  });
});

describe('a request with another Host', () => {
  it.each(['/', '/requests', '/requests/stream', '/reference', '/next', '/nothing', ''])(
    'gets 421 at /__mock%s, and its uploads get responses all the same',
    async (path) => {
      await using mock = await startMock();
      const ask = (method: string, host: string) =>
        sendOne(mock.url, `${method} /__mock${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`);
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
        expect(await ask(method, 'evil.example')).toMatchObject({
          status: 421,
          headers: { 'content-type': contract.problem.mediaType },
          body: expect.stringContaining('--allow-host'),
        });
      expect(await ask('PUT', 'localhost')).not.toMatchObject({ status: 421 });
      const response = await sendOne(mock.url, upload().replace('Host: mock', 'Host: evil.example'));
      expect(response).toMatchObject({ status: contract.success.status });
    },
  );

  it('gets a response once its name is allowed', async () => {
    await using mock = await startMock({ allowHosts: ['mock'] });
    const response = await sendOne(mock.url, 'GET /__mock/requests HTTP/1.1\r\nHost: mock:99\r\n\r\n');
    expect(response).toMatchObject({ status: 200, body: '[]' });
  });

  it('shows only a safe part of the name', async () => {
    await using mock = await startMock();
    const host = `\u00a0${'x'.repeat(3000)}`;
    const response = await sendOne(mock.url, `GET /__mock/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.body.length).toBeLessThan(500);
  });

  it('may lack Host in HTTP/1.0, like a health check', async () => {
    await using mock = await startMock();
    expect(await sendOne(mock.url, 'GET /__mock/requests HTTP/1.0\r\n\r\n')).toMatchObject({ status: 200 });
  });
});
