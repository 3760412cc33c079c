import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { mergeReports } from '../../../../scripts/package/merge.ts';
import { contractCases, type Report, type RunOptions, runContract } from '../../../contract/index.ts';
import { renderJson } from '../../../contract/report/formats/json.ts';
import { readReport } from '../../../contract/report/read-report.ts';
import { choose } from '../../../contract/run/choice/choose.ts';
import { casesOfShard } from '../../../contract/run/choice/shard.ts';
import { settings } from '../facts.ts';
import { asAgreed, type Behaviour, sendTo, successFor } from './rehearsal.ts';

const { baseUrl, clientId, accountId, foreignAccountId, token, secrets, documentTypePointer } = settings;
const deployment = {
  baseUrl,
  clientId,
  accountId,
  foreignAccountId,
  token,
  secrets,
  documentTypePointer,
  headers: [],
};

const run = (behave: Behaviour, options: Partial<RunOptions> = {}): Promise<Report> =>
  runContract({ deployment, send: sendTo(behave), run: 'same01', ...options });

const runShards = (behave: Behaviour, count: number, options: Partial<RunOptions> = {}): Promise<Report[]> =>
  Promise.all(
    [...Array(count).keys()].map((place) => run(behave, { ...options, shard: { index: place + 1, count } })),
  );

/** The file as a reader sees it, without the times. */
function timeless(report: Report): unknown {
  const read = readReport(renderJson(report));
  if (typeof read === 'string') throw new Error(read);
  return {
    ...read,
    startedAt: '',
    durationMs: 0,
    cases: read.cases.map((result) => ({ ...result, durationMs: 0 })),
  };
}

const takesTwo: Behaviour = ({ request, expect: { outcome } }) =>
  outcome === 'twoFiles' ? successFor(request) : undefined;
const refusesTypes: Behaviour = ({ request, expect: { outcome } }, { id }) =>
  outcome === 'accepted' && id.startsWith('type-') && 'parts' in request.body ? { status: 400 } : undefined;

const known = [
  { case: 'type-invoice', reason: 'until March', issue: 'UP-1' },
  { requirement: 'R7', reason: 'not yet', expires: '2099-01-01' },
  { case: 'csv-file', reason: 'passes again' },
];

describe('the merged reports of all shards', () => {
  test.each<[string, Behaviour, number, Partial<RunOptions>]>([
    ['a right deployment', asAgreed, 3, {}],
    ['a faulty one, under --strict', takesTwo, 4, { strict: true, rule: ['R7'] }],
    [
      'known failures, with what rests on them',
      refusesTypes,
      3,
      { knownFailures: known, rule: ['R1', 'R8', 'R12', 'R16'] },
    ],
    ['known failures of a rule', takesTwo, 5, { knownFailures: known.slice(1, 2), rule: ['R7', 'R12'] }],
    ['a wrong token', () => ({ status: 401 }), 3, {}],
    ['no upload endpoint', () => ({ status: 404 }), 2, {}],
    [
      'a deployment that wants Bearer',
      (_, { id }) => (id === 'token-bearer-prefixed' ? undefined : { status: 401 }),
      3,
      {},
    ],
    ['a choice, its controls beside it', asAgreed, 3, { rule: ['R7', 'R12'], chosenBy: 'x' }],
    ['a smoke run', takesTwo, 3, { smoke: true }],
    ['one shard', asAgreed, 1, { rule: ['R3'] }],
  ])('are the report of the whole: %s', async (_, behave, count, options) => {
    const whole = await run(behave, options);
    const merged = mergeReports((await runShards(behave, count, options)).toReversed());
    expect(timeless(merged)).toEqual(timeless(whole));
  });

  test('say which cases they cover, and what was not checked', async () => {
    const [, second] = await runShards(asAgreed, 3, { rule: ['R3'] });
    expect(second?.headline).toMatch(
      / rule R3, shard 2\/3: \d+ of \d+ cases; not checked: R1, R2, R4 to R18, R21\./,
    );
    expect(second?.selection?.chosen).toBe(second?.cases.length);
  });
});

test('each case belongs to one shard, and no shard has more than its part', () => {
  const parts = [1, 2, 3].map((index) => choose(contract, { shard: { index, count: 3 } }).selected);
  const ids = contractCases().map(({ id }) => id);
  expect(
    parts
      .flat()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ids.toSorted());
  expect(Math.max(...parts.map(({ length }) => length))).toBe(Math.ceil(ids.length / 3));
});

describe('an invalid set of shards is rejected, with the shard and the reason:', () => {
  const options = { rule: ['R3'] };
  let shards: Report[];
  beforeAll(async () => {
    shards = await runShards(asAgreed, 3, options);
  });

  test.each<[string, (reports: Report[]) => unknown[], RegExp]>([
    ['a missing one', ([first, , third]) => [first, third], /^shard 2\/3 is missing\.$/],
    [
      'one there twice',
      ([first, second]) => [first, second, second],
      /^shard 2\/3 was given more than once: reports\[1\] and reports\[2\]\.\nshard 3\/3 is missing|^shard 2\/3 was given more than once.*shard 3\/3 is missing/s,
    ],
    ['none at all', () => [], /^there is no report to merge\.$/],
    [
      'another deployment',
      (all) => withThird(all, (third) => ({ deployment: { ...third.deployment, baseUrl: 'http://b' } })),
      /^reports\[2\] .*--base-url is http:\/\/b in one, http:\/\/upload\.test in the other\.$/,
    ],
    [
      'another version',
      (all) => withThird(all, ({ tool }) => ({ tool: { ...tool, version: '9' } })),
      /version of upload-contract is upload-contract 9/,
    ],
    [
      'another contract',
      (all) => withThird(all, (third) => ({ contract: { ...third.contract, hash: 'f'.repeat(64) } })),
      /the contract is .*hash ffffffffffff in one/,
    ],
    [
      'the report of a whole run',
      (all) => all.map(({ shard: _shard, ...report }, index) => (index === 2 ? report : all[index])),
      /^reports\[2\] is the report of a complete run/,
    ],
  ])('%s', (_, change, message) => {
    const changed = change(shards) as Report[];
    expect(() => mergeReports(changed)).toThrow(message);
  });

  const withThird = (all: Report[], change: (third: Report) => Partial<Report>): Report[] =>
    all.map((report, index) => (index === 2 ? { ...report, ...change(report) } : report));

  test.each<[string, Partial<RunOptions>, string]>([
    ['options', { strict: true }, '--strict is true in one, false in the other'],
    ['caps', { limits: { maxUploads: 9 } }, '--max-uploads is 9 in one, none in the other'],
    ['cases', { rule: ['R4'] }, 'the choice of cases is --rule R4'],
    ['known failures', { knownFailures: known }, '--known-failing is [{'],
    [
      'numbers of shards',
      { shard: { index: 3, count: 4 } },
      'the number of shards is 4 in one, 3 in the other',
    ],
  ])('other %s', async (_, other, message) => {
    const [first, second] = shards;
    const third = await run(asAgreed, { ...options, shard: { index: 3, count: 3 }, ...other });
    expect(() => mergeReports([first, second, third] as Report[])).toThrow(message);
  });

  test('another contract', () => {
    const other = { ...contract, document: { ...contract.document, info: { title: 'x', version: '2' } } };
    expect(() => mergeReports(shards, other)).toThrow(/reports\[0\] was made with the contract/);
  });
});

test('the limits are divided', async () => {
  const limits = { maxUploads: 20, concurrency: 4 };
  const shards = await runShards(() => ({ body: { fileId: '1' } }), 3, { limits });
  const taken = shards.map(({ counts }) => counts.accepted);
  expect(taken.every((uploads) => uploads <= 7)).toBe(true);
  expect(taken.reduce((sum, uploads) => sum + uploads)).toBeLessThanOrEqual(20);
});

test('every N-th case goes into a shard', () => {
  expect(casesOfShard(['a', 'b', 'c', 'd', 'e'], { index: 2, count: 3 })).toEqual(['b', 'e']);
});
