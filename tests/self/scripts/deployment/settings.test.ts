import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { prepareTarget } from '../../../../scripts/deployment/prepare.ts';
import { type RawSettings, readSettings } from '../../../../scripts/deployment/settings.ts';
import { readSources } from '../../../../scripts/deployment/sources.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { runContract } from '../../../contract/index.ts';
import { shapes } from '../../spec/shapes.ts';

/** From options, environment and files to settings in one step; the contract decides what is required. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-settings-'));
});

afterAll(() => rm(folder, { recursive: true }));

const named = { baseUrl: 'http://host.test', clientId: 'c' };
const problemsOf = (raw: RawSettings, of: Contract = contract): string[] => {
  const read = readSettings(raw, of);
  return 'problems' in read ? read.problems : [];
};

describe('what is required follows the contract', () => {
  test('an account and a token by the built-in one', () => {
    expect(problemsOf(named)).toEqual([
      '--token is missing. Set it, --token-command or UPLOAD_TOKEN.',
      '--account-id is missing. Set it or UPLOAD_ACCOUNT_ID.',
    ]);
    expect(problemsOf({ ...named, tokenCommand: 'print-it', accountId: 'a' })).toEqual([]);
  });

  test('no account if the contract has no field for it', () => {
    expect(problemsOf({ ...named, token: 't' }, shapes.withoutAccount)).toEqual([]);
    expect(problemsOf(named, shapes.withoutAccount)).toHaveLength(1);
  });

  test('no token if the contract requires no credential', async () => {
    expect(problemsOf({ ...named, accountId: 'a' }, shapes.withoutSecurity)).toEqual([]);
    const options = { ...named, accountId: 'a', tokenCommand: 'exit 1' };
    const { deployment } = await prepareTarget(options, {}, shapes.withoutSecurity);
    expect(deployment.token).toBeUndefined();
  });

  test('the pointer to the type is that of the contract, unless it is named', () => {
    const own = { ...contract, success: { ...contract.success, documentTypePointer: '/data/kind' } };
    const pointerOf = (documentTypePointer?: string) => {
      const read = readSettings({ ...named, token: 't', accountId: 'a', documentTypePointer }, own);
      return 'deployment' in read ? read.deployment.documentTypePointer : read.problems;
    };
    expect([pointerOf(), pointerOf('/type'), pointerOf('none')]).toEqual(['/data/kind', '/type', undefined]);
  });

  test('a run without account and token reports an empty account', async () => {
    const read = readSettings(named, { ...shapes.withoutSecurity, fields: { content: 'file' } });
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    const report = await runContract({ ...read, contract: shapes.withoutSecurity, cases: [] });
    expect(report.deployment).toEqual({ ...named, accountId: '' });
  });
});

describe('sources', () => {
  test('of token and token command, the one from the closer source counts', async () => {
    const environment = { UPLOAD_TOKEN: 'from-environment', UPLOAD_BASE_URL: 'http://x' };
    const { raw } = await readSources({ tokenCommand: 'print-it' }, environment);
    expect([raw.token, raw.tokenCommand]).toEqual([undefined, 'print-it']);
    const closer = await readSources({ token: 'flag' }, { UPLOAD_TOKEN_COMMAND: 'print-it' });
    expect([closer.raw.token, closer.raw.tokenCommand]).toEqual(['flag', undefined]);
  });

  test('options win over the environment, the environment over the env file', async () => {
    const envFile = join(folder, 'some.env');
    await writeFile(envFile, 'UPLOAD_CLIENT_ID=file\nUPLOAD_ACCOUNT_ID=file\nUPLOAD_BASE_URL=http://file');
    const environment = { UPLOAD_CLIENT_ID: 'environment', UPLOAD_ACCOUNT_ID: 'environment' };
    const { raw, embedded } = await readSources({ envFile, clientId: 'option' }, environment);
    expect(raw).toMatchObject({ clientId: 'option', accountId: 'environment', baseUrl: 'http://file' });
    expect(embedded).toBe(false);
  });

  test('problems of files, options and others come in one message; unreadable values are not reported as missing', async () => {
    const none = join(folder, 'none');
    const options = { ...named, envFile: none, cert: none, key: import.meta.filename, timeout: '10s' };
    const message = await prepareTarget(options, {}, contract, ['--seed requires --explore']).catch(
      (error: Error) => error.message,
    );
    expect(String(message).split('\n')).toEqual([
      `--env-file: cannot read ${none} (ENOENT)`,
      `--cert: cannot read ${none} (ENOENT)`,
      `--key: ${import.meta.filename} is not a PEM file`,
      "--timeout must be a whole number from 1, not '10s'",
      '--seed requires --explore',
    ]);
  });
});
