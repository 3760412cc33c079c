import { join } from 'node:path';
import { build } from 'esbuild';
import { getResponse, HttpResponse, http, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { uploadHandlers } from '../../../mocks/msw.ts';
import type { Ruling } from '../../../spec/rules.ts';
import type { Report } from '../../contract/report/report.ts';
import { examine } from '../../mutants/examine.ts';
import { credentials } from '../../mutants/mutant.ts';
import { createFetchSender } from './fetch-sender.ts';

const { token, accountId, clientId } = credentials;
const baseUrl = 'https://deployment.example/base';
const url = baseUrl + contract.path.replace(`{${contract.clientIdParameter}}`, clientId);
const strict = uploadHandlers({ baseUrl, tokens: [token], accountIds: [accountId], clientIds: [clientId] });

/** Runs the suite over handlers; a request that reaches none of them gets 404. */
async function suiteOver(handlers: RequestHandler[], selected?: string[]): Promise<Report> {
  const elsewhere = http.all('*', () => new HttpResponse(null, { status: 404 }));
  const server = setupServer(...handlers, elsewhere);
  server.listen();
  try {
    return await examine(baseUrl, { ...(selected && { selected }) }, () => createFetchSender(baseUrl));
  } finally {
    server.close();
  }
}

const { account, content } = contract.fields;

function upload(...files: File[]): Request {
  const body = new FormData();
  body.append(account, accountId);
  for (const file of files) body.append(content, file);
  return new Request(url, {
    method: contract.method,
    headers: { [contract.credential.header]: token },
    body,
  });
}

const file = new File(['id,name'], 'report.csv', { type: 'text/csv' });

describe('the handlers for Mock Service Worker', () => {
  test('keep the contract, as far as fetch can test it', async () => {
    const { verdict, counts } = await suiteOver(strict);
    expect(verdict).toBe('conforms');
    expect(counts).toMatchObject({ warn: 0, fail: 0, inconclusive: 0 });
    expect(counts.pass).toBeGreaterThan(200);
  });

  test('fail if they accept what the contract rejects', async () => {
    const taking = http.all(`${baseUrl}/*`, () => HttpResponse.json({ fileId: '1' }));
    const { verdict, requirements } = await suiteOver([taking], ['two-files-same-field', 'file-absent']);
    expect(verdict).toBe('violates');
    const failed = requirements.filter((each) => each.verdict === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(expect.arrayContaining(['R6', 'R7']));
  });

  test('report each upload and its ruling', async () => {
    const rulings: [Ruling, number | undefined][] = [];
    const handlers = uploadHandlers({
      maxFileSize: 5,
      onRuling: (ruling, body) => rulings.push([ruling, body?.parts.length]),
    });
    await getResponse(handlers, upload(file));
    await getResponse(handlers, upload(file, file));
    await getResponse(handlers, new Request(url));
    expect(rulings).toEqual([
      [{ outcome: 'tooLarge', requirement: 'R13' }, 2],
      [{ outcome: 'twoFiles', requirement: 'R7' }, 3],
      [{ outcome: 'methodNotAllowed', requirement: 'R13' }, undefined],
    ]);
  });

  test.each([
    ['another host', `https://elsewhere.example${new URL(url).pathname}`],
    ['another path', `${url}/`],
  ])('leave %s alone', async (_, other) => {
    expect(await getResponse(strict, new Request(other, { method: contract.method }))).toBeUndefined();
  });

  test('accept any address by default', async () => {
    for (const base of ['http://localhost:3000', 'https://a.example/b/c']) {
      const { pathname } = new URL(url.replace(baseUrl, base));
      const response = await getResponse(
        uploadHandlers(),
        new Request(new URL(pathname, base), { method: 'PUT' }),
      );
      expect(response?.status).toBe(contract.refusals.methodNotAllowed);
    }
  });

  test('import nothing of Node', async () => {
    const entryPoints = [join(import.meta.dirname, '..', '..', '..', 'mocks', 'msw.ts')];
    const external = ['msw'];
    const { metafile } = await build({
      entryPoints,
      external,
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.map(({ path }) => path).filter((path) => path.startsWith('node:'))).toEqual([]);
  });
});
