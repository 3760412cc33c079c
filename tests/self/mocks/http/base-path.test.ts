import { getResponse } from 'msw';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUploadClient } from '../../../../generated/client.ts';
import { contract } from '../../../../generated/contract.ts';
import { startMock as start } from '../../../../mocks/server.ts';
import { basePath as basePathOption, faultsOf } from '../../../../scripts/mock/mock-options.ts';
import { type Mock, startMock } from '../../../../scripts/package/mock.ts';
import { uploadHandlers } from '../../../../scripts/package/msw.ts';
import { runContract } from '../../../../scripts/package/run.ts';
import { ask, post } from '../ask.ts';
import { target, upload as uploadText } from '../form.ts';
import { sendOne } from '../wire.ts';

/** A mock with a base path, like some deployments. */
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ basePath: '/api/v2/' });
});
afterAll(() => mock.close());

const upload = (baseUrl: string) =>
  createUploadClient({ baseUrl, clientId: 'acme', token: 'any', retry: 0 }).uploadFile({
    accountId: '1001',
    file: new Blob(['a;b']),
  });

describe('below a base path', () => {
  test('its address includes it, and accepts uploads', async () => {
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v2$/);
    mock.reset();
    expect(await upload(mock.url)).toMatchObject({ status: 200 });
    expect(mock.requests()).toMatchObject([
      { request: { path: expect.stringMatching(/^\/api\/v2\/files\//) } },
    ]);
  });

  test.each(['', '/api', '/api/v2x', '/API/v2', '/api/v2/api/v2'])(
    'uploads to %j get a 404 that says where they go',
    async (path) => {
      await expect(upload(new URL(mock.url).origin + path)).rejects.toMatchObject({
        status: 404,
        message: expect.stringContaining(`Uploads go to /api/v2${contract.path}`),
      });
    },
  );

  test('a proxy may request it by the whole URL', async () => {
    const whole = uploadText().replace(target, `http://files.example/api/v2${target}`);
    expect(await sendOne(new URL(mock.url).origin, whole)).toMatchObject({ status: 200 });
  });

  test('the contract is kept', async () => {
    const who = { token: 's3cret-token', accountId: '1001', clientId: 'acme' };
    await using strict = await startMock({ basePath: '/api', tokens: [who.token], accountIds: ['1001'] });
    const report = await runContract({ deployment: { baseUrl: strict.url, ...who }, smoke: true });
    expect(report.verdict, report.headline).toBe('conforms');
  });
});

describe('the journal and its pages are found', () => {
  const roots = () => [mock.url, new URL(mock.url).origin];

  test('below the base path and at the root', async () => {
    for (const root of roots()) {
      const paths = ['', '/', '/requests', '/reference', '/inspector/main.js', '/openapi.json'];
      for (const path of paths) expect((await fetch(`${root}/__mock${path}`)).status, root + path).toBe(200);
      expect((await fetch(`${root}/__mocks`)).status).toBe(404);
      await post({ ...mock, url: root }, '/next', { status: 503 });
      await expect(upload(mock.url)).rejects.toMatchObject({ status: 503 });
      expect(await ask({ ...mock, url: root }, '/requests/count?status=503')).toMatchObject({
        body: { count: 1 },
      });
      await ask({ ...mock, url: root }, '/reset', undefined, { method: 'POST' });
    }
    expect(mock.requests()).toEqual([]);
  });

  test('and not elsewhere', async () => {
    const { origin } = new URL(mock.url);
    for (const path of ['/api/__mock/', '/api/v2x/__mock/', '/x/__mock/'])
      expect((await fetch(origin + path)).status).toBe(404);
  });
});

const refused: [value: string, meant: string][] = [
  ['api', 'Did you mean /api?'],
  ['/a b', 'Did you mean /a%20b?'],
  ['//api', 'Did you mean /api?'],
  ['/api?x=1', 'Did you mean /api?'],
  ['/api/../v2', 'Did you mean /v2?'],
  ['http://user:pass@localhost:4010/api/', 'Did you mean /api?'],
  ['localhost:4010/api', 'Did you mean /api?'],
  ['C:/Program Files/Git/api', 'expected a path'],
  ['/%zz', 'expected a path'],
  ['/__mock', 'but not /__mock.'],
];

test.each(refused)('%s is rejected with the option and the fix', async (basePath, message) => {
  await expect(startMock({ basePath })).rejects.toThrow(/^basePath: expected a path /);
  await expect(startMock({ basePath })).rejects.toThrow(message);
  await expect(start({ basePath })).rejects.toThrow(message);
  const option = basePathOption('--base-path <path>', '');
  const [fault] = faultsOf({ basePath: option.parseArg?.(basePath, undefined) });
  expect(fault).toBe(
    `--base-path ${basePath}: ${String(await startMock({ basePath }).catch((error) => error.message)).slice('basePath: '.length)}`,
  );
});

test.each(['/', ''])('%j means none', async (basePath) => {
  await using plain = await startMock({ basePath });
  expect(await upload(plain.url)).toMatchObject({ status: 200 });
});

describe('the handlers take a base URL', () => {
  const handled = async (baseUrl: string, url: string) => {
    const form = new FormData();
    form.append('accountId', '1001');
    form.append('file', new Blob(['a;b']), 'a.csv');
    const request = new Request(url + target, {
      method: 'POST',
      headers: { Authorization: 'any' },
      body: form,
    });
    return (await getResponse(uploadHandlers({ baseUrl }), request))?.status;
  };

  test.each([
    ['/api', 'http://localhost:3000/api', 200],
    ['/api/', 'https://files.test/api', 200],
    ['/', 'https://files.test', 200],
    ['/api', 'https://files.test/v1/api', undefined],
    ['HTTP://Files.Test:80/api/', 'http://files.test/api', 200],
    ['http://files.test', 'http://files.test/api', undefined],
  ])('%s: an upload to %s gets %s', async (baseUrl, url, status) => {
    expect(await handled(baseUrl, url)).toBe(status);
  });

  test.each(['api', 'localhost:4010/api', '*/api', 'http://files.test/?x', 'ftp://files.test', '/a b'])(
    '%s is rejected',
    (baseUrl) => {
      expect(() => uploadHandlers({ baseUrl })).toThrow(/^baseUrl: expected an address such as /);
    },
  );
});
