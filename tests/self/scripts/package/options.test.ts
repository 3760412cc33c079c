import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  compareReports,
  contract,
  contractCases,
  type DeploymentOptions,
  type Report,
  type ReportKind,
  readContract,
  renderReport,
} from '../../../../scripts/package/index.ts';
import { startMock } from '../../../../scripts/package/mock.ts';
import { uploadHandlers } from '../../../../scripts/package/msw.ts';
import { runContract } from '../../../../scripts/package/run.ts';

/** A caller's mistakes get one message that names them. */
const deployment = {
  baseUrl: 'http://127.0.0.1:9',
  clientId: 'acme',
  accountId: '1001',
  token: 's3cret-token',
};
const broken = (changes: object) => ({ ...deployment, ...changes }) as DeploymentOptions;

describe('a deployment', () => {
  test.each([
    [{ tokn: 's3cret-token' }, "deployment has no option 'tokn'. Did you mean 'token'? It has baseUrl, "],
    [{ baseUrl: undefined }, 'deployment.baseUrl is missing.'],
    [{ baseUrl: 'ftp://files' }, 'deployment.baseUrl must begin with http:// or https://'],
    [{ token: undefined }, 'deployment.token is missing.'],
    [{ token: ' s3cret' }, 'deployment.token '],
    [{ clientId: 7 }, 'deployment.clientId must be a string.'],
    [{ foreignAccountId: '1001' }, 'deployment.foreignAccountId must differ from deployment.accountId'],
    [{ headers: { 'no header': 'x' } }, 'deployment.headers: '],
    [{ cert: 'PEM' }, 'deployment.cert and deployment.key must be given together.'],
  ])('%j is rejected', async (changes, message) => {
    const run = runContract({ deployment: broken(changes) });
    await expect(run).rejects.toThrow(TypeError);
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.not.toThrow('s3cret-token');
  });
});

test.each([
  [{ onn: [] }, "runContract has no option 'onn'. Did you mean 'on'?"],
  [{ xyz: [] }, "runContract has no option 'xyz'. It has contract, "],
  [{ cases: ['csv-fil'] }, "cases: the contract has no case 'csv-fil'. Did you mean 'csv-file'?"],
  [{ cases: 'csv-file' }, 'cases must be a list of strings.'],
  [{ limits: { timeout: 0 } }, 'limits.timeout must be a whole number from 1 to 2147483647, not 0.'],
  [{ limits: { timout: 1 } }, "limits has no option 'timout'. Did you mean 'timeout'?"],
  [{ limits: null }, 'limits must be an object of options, not null.'],
  [{ search: { count: 5, sed: 1 } }, "search has no option 'sed'. Did you mean 'seed'?"],
  [{ knownFailures: [{ case: 'csv-file' }] }, "knownFailures: entry 1: 'reason' is missing."],
  [{ minCoverage: { R7: 0 } }, 'minCoverage.R7 must be a number from 1 to 100, not 0.'],
  [{ minCoverage: { R99: 50 } }, 'minCoverage: the contract has no rule R99. It has R1, '],
  [{ contract: contract.document }, 'contract must be a contract from readContract().'],
  [{ deployment: undefined }, 'deployment is missing.'],
  [{ strict: 'yes', on: 1 }, 'strict must be true or false.\non must be a function.'],
])('runContract rejects %#', async (options, message) => {
  const run = runContract({ deployment, ...(options as object) });
  await expect(run).rejects.toThrow(TypeError);
  await expect(run).rejects.toThrow(message);
});

test.each([
  [{ prt: 1 }, "startMock has no option 'prt'. Did you mean 'port'?"],
  [{ port: 65_536 }, 'port must be a whole number from 0 to 65535, not 65536.'],
  // A plain text would admit every token that is a substring of it.
  [{ tokens: 's3cret-token' }, 'tokens must be a list of strings.'],
  [{ latency: [5, 1] }, 'latency must be milliseconds, or a range [least, most].'],
  [{ limits: { fieldSiz: 1 } }, "limits has no option 'fieldSiz'. Did you mean 'fieldSize'?"],
  [{ limits: { drain: { byte: 1 } } }, "limits.drain has no option 'byte'. Did you mean 'bytes'?"],
  [{ chaos: [{ kind: 'rest', share: 0.1 }] }, "chaos[0].kind must be 'reset', 'hang' or { status }."],
  [{ chaos: [{ kind: { status: 503 }, share: 2 }] }, 'chaos[0].share must be a number from 0 to 1, not 2.'],
])('startMock rejects %j', async (options, message) => {
  await expect(startMock(options as object)).rejects.toThrow(TypeError);
  await expect(startMock(options as object)).rejects.toThrow(message);
  await expect(startMock(options as object)).rejects.not.toThrow('s3cret-token');
});

test('members of a mock must exist', async () => {
  await using mock = await startMock({ tokens: ['s3cret-token'], maxFileSize: Infinity });
  expect(mock.requests()).toEqual([]);
  const filter = { statsu: 400 } as object;
  expect(() => mock.requests(filter)).toThrow("requests has no option 'statsu'. Did you mean 'status'?");
});

test('the handlers reject unknown options', () => {
  const message = "uploadHandlers has no option 'token'. Did you mean 'tokens'?";
  expect(() => uploadHandlers({ token: 'x' } as object)).toThrow(message);
  expect(() => uploadHandlers({ tokens: 'x' } as object)).toThrow('tokens must be a list of strings.');
});

describe('reports', () => {
  test('are plain data, also when they are printed', async () => {
    await using mock = await startMock({});
    const { cases } = await runContract({
      deployment: { ...deployment, baseUrl: mock.url },
      cases: ['csv-file'],
    });
    expect(inspect(cases, { depth: 9 })).toContain(`url: '${mock.url}`);
    expect(inspect(cases, { depth: 9 })).not.toContain('[Getter');
  });

  test('two of them are compared', async () => {
    const signal = AbortSignal.abort();
    const report = await runContract({ deployment, cases: ['csv-file'], signal });
    expect(compareReports(report, JSON.parse(renderReport(report, 'json'))).newFailures).toEqual([]);
    const noReport = {} as Report;
    expect(() => compareReports(report, noReport)).toThrow('after is not a report of schema 1');
    expect(() => renderReport(report, 'markdwn' as ReportKind)).toThrow("Did you mean 'markdown'?");
  });
});

test('the built-in document makes the built-in contract, its rules those of the package', () => {
  const own = readContract(contract.document);
  expect(own.requirements).toEqual(contract.requirements);
  expect(contractCases(own).map(({ id }) => id)).toEqual(contractCases().map(({ id }) => id));
});
