import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { postmanObstacle } from '../../../../scripts/generate/exports/obstacles.ts';
import { namedSteps } from '../../../../scripts/generate/exports/words.ts';
import type { ContractCase } from '../../../contract/case.ts';
import { contractCases } from '../../../contract/index.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import {
  type CollectionRun,
  itemsOf,
  keyOf,
  onlyCases,
  readCollection,
  runCollection,
  unique,
} from './newman.ts';
import { type RecordedRequest, startRecorder } from './recorder.ts';
import { expectedFacts, sentFacts } from './wire-facts.ts';

export const credentials = {
  clientId: 'client-7',
  accountId: 'account-1',
  foreignAccountId: 'account-2',
  token: 'Mk7-tRz94QwXb2_hLp',
};

/** The cases that the collection has. */
export const exported = contractCases().filter((each) => postmanObstacle(each, contract) === undefined);

/**
 * Tests of one run of these cases and their controls, with all requests recorded, against the mock.
 *
 * @param fewest the minimum number of passing checks.
 */
export function sendsAsAgreed(cases: readonly ContractCase[], fewest = cases.length): void {
  const controls = cases.flatMap(({ steps }) => steps.flatMap(({ control }) => control ?? []));
  const ids = unique([...cases.map(({ id }) => id), ...controls]);
  let mock: MockProcess;
  let run: CollectionRun;
  let requests: RecordedRequest[];
  let keys: string[];

  beforeAll(async () => {
    const { clientId, accountId, token } = credentials;
    mock = await startMockProcess([
      `--client-id=${clientId}`,
      `--account-id=${accountId}`,
      `--token=${token}`,
    ]);
    using recorder = await startRecorder(mock.url);
    const collection = onlyCases(await readCollection(), ids);
    keys = itemsOf(collection).map(keyOf);
    run = await runCollection(collection, { ...credentials, baseUrl: recorder.url });
    requests = recorder.requests;
  }, 180_000);
  afterAll(() => mock.stop());

  test('nothing fails, nothing warns, and everything is conclusive', () => {
    const { passes, ...others } = run;
    expect(others).toEqual({ fails: [], warns: [], skipped: [], errors: [] });
    expect(unique(passes).length).toBeGreaterThan(fewest);
  });

  test('each request matches its recipe', () => {
    const steps = new Map(exported.flatMap(namedSteps).map((step) => [step.key, step]));
    expect(requests).toHaveLength(keys.length);
    const compared = keys.flatMap((key, index) => {
      const recipe = steps.get(key)?.recipe;
      const request = requests[index];
      if (recipe === undefined || request === undefined) return [];
      return [{ key, sent: sentFacts(recipe, request), expected: expectedFacts(recipe, credentials) }];
    });
    expect(compared).toHaveLength(keys.length);
    expect(compared.map(({ key, sent }) => ({ key, ...sent }))).toEqual(
      compared.map(({ key, expected }) => ({ key, ...expected })),
    );
  });
}
