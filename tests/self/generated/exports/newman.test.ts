import { describe, expect, test } from 'vitest';
import { startMock } from '../../../../mocks/server.ts';
import { changeDelivery, remembering } from '../../../mutants/faults/seams.ts';
import { credentials, exported, sendsAsAgreed } from './collection-run.ts';
import { onlyCases, readCollection, runCollection, unique } from './newman.ts';
import { oneOfEachKind } from './sample.ts';

const authority = { tokens: [credentials.token], accountIds: [credentials.accountId] };

const collection = await readCollection();
const few = onlyCases(collection, ['csv-file', 'type-csv', 'token-unknown', 'two-files-same-field']);

// `npm run test:matrix` sends all cases.
describe('the collection, against the mock in a process of its own', () =>
  sendsAsAgreed(oneOfEachKind(exported)));

describe('values that a tester leaves out', () => {
  test('what they are for is neither sent nor judged: R11, near misses that are the token, and the type', async () => {
    await using mock = await startMock({});
    const { foreignAccountId: _, ...others } = credentials;
    const ids = ['csv-file', 'type-csv', 'account-foreign', 'token-other-letter-case'];
    const own = { token: '4711-0815', documentTypePointer: 'none' };
    const run = await runCollection(onlyCases(collection, ids), { ...others, ...own, baseUrl: mock.url });
    expect([...run.fails, ...run.warns, ...run.errors]).toEqual([]);
    expect(unique(run.passes.map((check) => check.split(' ')[0] ?? ''))).toEqual(['csv-file', 'type-csv']);
    expect(run.passes).toContain('type-csv R8');
  });

  test('an empty variable is named', async () => {
    const run = await runCollection(onlyCases(collection, ['csv-file']), {
      ...credentials,
      baseUrl: 'http://127.0.0.1:1',
      token: '',
      accountId: '',
    });
    expect(run.errors.join('\n')).toContain('Fill in accountId, token,');
  });
});

describe('an inconclusive check does not pass', () => {
  test('with a wrong token the baseline fails, and rejections prove nothing', async () => {
    await using mock = await startMock({ tokens: ['another'] });
    const run = await runCollection(few, { ...credentials, baseUrl: mock.url });
    expect(run.fails).toEqual(['csv-file R1']);
    expect(run.skipped).toContainEqual(
      expect.stringMatching(/^token-unknown R2 inconclusive: its control csv-file was not accepted$/),
    );
    expect(run.passes).not.toContain('two-files-same-field R7');
  });

  test('a rejection without its control proves nothing', async () => {
    await using mock = await startMock({});
    const alone = onlyCases(collection, ['two-files-same-field']);
    const run = await runCollection(alone, { ...credentials, baseUrl: mock.url });
    expect(run.skipped).toContainEqual(expect.stringMatching(/^two-files-same-field R7 inconclusive/));
  });
});

test('a lost connection is retried once, with a warning, and a request with Retry-After then', async () => {
  const everySecondTime = remembering(() => {
    let served = 0;
    return changeDelivery(async (response, _outgoing, _upload, asIs) => {
      served += 1;
      if (served % 2 === 0) return asIs();
      if (served === 1) response.destroy();
      else response.writeHead(429, { 'Retry-After': '0' }).end();
    });
  });
  await using mock = await startMock(authority, everySecondTime);
  const run = await runCollection(few, { ...credentials, baseUrl: mock.url });
  expect([...run.fails, ...run.skipped]).toEqual([]);
  expect(run.passes).toEqual(expect.arrayContaining(['csv-file R1', 'two-files-same-field R7']));
  expect(run.warns).toEqual(['csv-file R20']);
  expect(run.errors).toHaveLength(1);
});

test('a deployment that always sends Retry-After fails', async () => {
  const never = changeDelivery(async (response) => {
    response.writeHead(429, { 'Retry-After': '0' }).end();
  });
  await using mock = await startMock({}, never);
  const run = await runCollection(onlyCases(collection, ['csv-file']), { ...credentials, baseUrl: mock.url });
  expect(run.fails).toEqual(['csv-file csv-file']);
});
