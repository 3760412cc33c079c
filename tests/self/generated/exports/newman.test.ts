import { describe, expect, test } from 'vitest';
import { startMock } from '../../../../mocks/server.ts';
import { changeDelivery, remembering } from '../../../mutants/faults/seams.ts';
import { credentials, exported, sendsAsAgreed } from './collection-run.ts';
import { onlyCases, readCollection, runCollection } from './newman.ts';

const authority = { tokens: [credentials.token], accountIds: [credentials.accountId] };

const collection = await readCollection();
const few = onlyCases(collection, ['csv-file', 'type-csv', 'token-unknown', 'two-files-same-field']);

// A third of the cases; `npm run test:matrix` sends them all.
describe('the collection, against the mock in a process of its own', () =>
  sendsAsAgreed(exported.filter((_, index) => index % 3 === 0)));

describe('values that a tester leaves out', () => {
  test('without a foreign account the requests of R11 are not sent', async () => {
    await using mock = await startMock({});
    const { foreignAccountId: _, ...others } = credentials;
    const part = onlyCases(collection, ['csv-file', 'account-foreign']);
    const run = await runCollection(part, { ...others, baseUrl: mock.url });
    expect(run.errors).toEqual([]);
    expect(run.passes.map((check) => check.split(' ')[0])).not.toContain('account-foreign');
  });

  test('a near miss that is the token itself is not sent', async () => {
    await using mock = await startMock({});
    const part = onlyCases(collection, ['csv-file', 'token-other-letter-case']);
    const run = await runCollection(part, { ...credentials, token: '4711-0815', baseUrl: mock.url });
    expect([...run.fails, ...run.errors]).toEqual([]);
    expect(run.passes.map((check) => check.split(' ')[0])).not.toContain('token-other-letter-case');
  });

  test('an empty variable is named', async () => {
    const run = await runCollection(few, {
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

  test('a type that is not shown is not judged', async () => {
    await using mock = await startMock(authority);
    const run = await runCollection(few, { ...credentials, baseUrl: mock.url, documentTypePointer: 'none' });
    expect(run.fails).toEqual([]);
    expect(run.passes).toContain('type-csv R8');
    expect(run.warns).toEqual([]);
  });
});

test('a request with Retry-After is retried then', async () => {
  const everySecondTime = remembering(() => {
    let served = 0;
    return changeDelivery(async (response, _outgoing, _upload, asIs) => {
      served += 1;
      if (served % 2 === 0) return asIs();
      response.writeHead(429, { 'Retry-After': '0' }).end();
    });
  });
  await using mock = await startMock(authority, everySecondTime);
  const run = await runCollection(few, { ...credentials, baseUrl: mock.url });
  expect([...run.fails, ...run.warns, ...run.skipped, ...run.errors]).toEqual([]);
  expect(run.passes).toContain('two-files-same-field R7');
});

test('a lost connection is retried once, with a warning', async () => {
  const firstOneDropped = remembering(() => {
    let served = 0;
    return changeDelivery(async (response, _outgoing, _upload, asIs) => {
      served += 1;
      if (served > 1) return asIs();
      response.destroy();
    });
  });
  await using mock = await startMock(authority, firstOneDropped);
  const run = await runCollection(few, { ...credentials, baseUrl: mock.url });
  expect(run.fails).toEqual([]);
  expect(run.passes).toContain('csv-file R1');
  expect(run.warns).toEqual(['csv-file R20']);
});

test('a deployment that always sends Retry-After fails', async () => {
  const never = changeDelivery(async (response) => {
    response.writeHead(429, { 'Retry-After': '0' }).end();
  });
  await using mock = await startMock({}, never);
  const run = await runCollection(onlyCases(collection, ['csv-file']), { ...credentials, baseUrl: mock.url });
  expect(run.fails).toEqual(['csv-file csv-file']);
});
