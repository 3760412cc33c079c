import { describe, expect, test } from 'vitest';
import {
  contract,
  contractCases,
  type DeploymentOptions,
  readContract,
} from '../../../../scripts/package/index.ts';
import { startMock } from '../../../../scripts/package/mock.ts';
import { uploadHandlers } from '../../../../scripts/package/msw.ts';
import { runContract } from '../../../../scripts/package/run.ts';

/** What a caller of the package gets wrong is one message that names it. */
const deployment = {
  baseUrl: 'http://127.0.0.1:9',
  clientId: 'acme',
  accountId: '1001',
  token: 's3cret-token',
};
const broken = (changes: object) => ({ ...deployment, ...changes }) as DeploymentOptions;

describe('a deployment', () => {
  test.each([
    [{ tokn: 's3cret-token' }, "deployment has no option 'tokn'. It has baseUrl, "],
    [{ baseUrl: undefined }, 'deployment.baseUrl is missing.'],
    [{ baseUrl: 'ftp://files' }, 'deployment.baseUrl wants http:// or https://'],
    [{ token: undefined }, 'deployment.token is missing.'],
    [{ token: ' s3cret' }, 'deployment.token '],
    [{ clientId: 7 }, 'deployment.clientId has to be a string.'],
    [{ foreignAccountId: '1001' }, 'deployment.foreignAccountId has to name another account'],
    [{ headers: { 'no header': 'x' } }, 'deployment.headers: '],
    [{ cert: 'PEM' }, 'deployment.cert and deployment.key go together.'],
  ])('%j is refused', async (changes, message) => {
    const run = runContract({ deployment: broken(changes) });
    await expect(run).rejects.toThrow(TypeError);
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.not.toThrow('s3cret-token');
  });
});

test.each([
  ['a mistyped option', { onl: [] }, "runContract has no option 'onl'"],
  ['an unknown case', { cases: ['csv-fil'] }, 'cases: the contract has no case csv-fil.'],
  [
    'a limit that is none',
    { limits: { timeout: 0 } },
    'limits.timeout has to be a whole number from 1, not 0.',
  ],
])('%s is refused', async (_, options, message) => {
  await expect(runContract({ deployment, ...(options as object) })).rejects.toThrow(message);
});

test('the mock and the handlers refuse what is no option', async () => {
  await expect(startMock({ prt: 1 } as object)).rejects.toThrow("startMock has no option 'prt'");
  expect(() => uploadHandlers({ token: 'x' } as object)).toThrow("uploadHandlers has no option 'token'");
});

test('the built-in document makes the built-in contract, its rules those of the package', () => {
  const own = readContract(contract.document);
  expect(own.requirements).toEqual(contract.requirements);
  expect(contractCases(own).map(({ id }) => id)).toEqual(contractCases().map(({ id }) => id));
});
