import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { startMock } from '../../../../mocks/server.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { contractCases, type Report, runContract } from '../../../contract/index.ts';
import { rulesOf } from '../../../contract/run/choice/rules.ts';
import { smokeCases } from '../../../contract/run/choice/smoke.ts';
import smokeSet from '../../../contract/run/choice/smoke-set.json' with { type: 'json' };
import { isSmall, uploadsLeft } from '../../../contract/run/choice/uploads.ts';
import { catalogue } from '../../../mutants/catalogue.ts';
import { credentials, type Fault } from '../../../mutants/mutant.ts';
import { shapes } from '../../spec/shapes.ts';

const { clientId, accountId, token } = credentials;

/** Every MUST that applies, and those that a choice of cases covers. */
function musts(of: Contract) {
  const cases = smokeCases(contractCases(of), of);
  const touched = new Set(cases.flatMap((each) => [...rulesOf(each, of)]));
  const all = of.requirements.filter(
    ({ level, notApplicable }) => level === 'MUST' && notApplicable === undefined,
  );
  return { all: all.map(({ id }) => id), touched: all.map(({ id }) => id).filter((id) => touched.has(id)) };
}

async function smoke(vary?: Fault): Promise<Report> {
  const options = { tokens: [token], accountIds: [accountId], clientIds: [clientId] };
  await using mock = await startMock(options, vary);
  return await runContract({
    deployment: {
      ...credentials,
      baseUrl: mock.url,
      secrets: [],
      headers: [],
      documentTypePointer: contract.success.documentTypePointer,
    },
    smoke: true,
  });
}

describe('the smoke set', () => {
  test('is small, and part of the table', () => {
    const cases = smokeCases(contractCases(), contract);
    expect(cases.map(({ id }) => id).toSorted()).toEqual(smokeSet.toSorted());
    expect(cases.length).toBeLessThanOrEqual(25);
    expect(cases.every(isSmall)).toBe(true);
    expect(uploadsLeft(contractCases(), cases)).toBeLessThanOrEqual(12);
  });

  test.each([['the built-in contract', contract] as const, ...Object.entries(shapes)])(
    'touches every MUST of %s',
    (_, of) => {
      const { all, touched } = musts(of);
      expect(touched).toEqual(all);
    },
  );
});

describe('a smoke run', () => {
  test('passes a right deployment, and leaves a dozen small uploads', async () => {
    const { verdict, headline, counts } = await smoke();
    expect(verdict).toBe('conforms');
    expect(headline).toMatch(
      /^The deployment keeps the contract\. smoke: 25 of \d+ cases; not checked: R\d+/,
    );
    expect(counts.accepted).toBeLessThanOrEqual(12);
    expect(counts.acceptedBytes).toBeLessThan(100_000);
    expect(counts.requests).toBeLessThan(50);
  });

  test.each([
    ...['token-not-compared', 'token-bearer-stripped', 'path-any', 'json-taken', 'account-optional'],
    ...['account-foreign-taken', 'file-optional', 'files-not-counted', 'type-never-set', 'type-other-kept'],
    ...['untyped-guessed-by-extension', 'token-bearer-required'],
  ])('finds %s', async (id) => {
    const mutant = catalogue.find((each) => each.id === id);
    const { verdict, requirements } = await smoke(mutant?.vary);
    const broken = requirements.filter((requirement) => requirement.verdict === 'fail');
    expect({ verdict, broken: broken.map((rule) => rule.id) }).toEqual({
      verdict: 'violates',
      broken: expect.arrayContaining([mutant?.breaks]),
    });
  });
});
