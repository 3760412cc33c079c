import { describe, expect, test } from 'vitest';
import { startMock } from '../../../mocks/server.ts';
import type { Contract } from '../../../spec/contract.ts';
import type { Refusal, Ruling } from '../../../spec/rules.ts';
import { contractCases, type Report, runContract } from '../../contract/index.ts';
import { catalogue } from '../../mutants/catalogue.ts';
import { overruleBody, overruleHead, together } from '../../mutants/faults/seams.ts';
import { credentials, type Fault } from '../../mutants/mutant.ts';
import { shapes } from '../spec/shapes.ts';

/** The suite of another contract catches faults like that of the built-in one. */
const { clientId, accountId, token } = credentials;

/** Runs the small cases for this rule, or some that check it, too. */
async function verify(contract: Contract, vary: Fault, rule: string): Promise<Report> {
  const options = { contract, tokens: [token], accountIds: [accountId], clientIds: [clientId] };
  await using mock = await startMock(options, vary);
  const light = contractCases(contract).filter(
    ({ steps, together }) => !together && !/"size":\d{6}/.test(JSON.stringify(steps)),
  );
  const own = light.filter(({ steps }) => steps.some(({ expect: { by } }) => by === rule));
  return await runContract({
    contract,
    deployment: {
      ...credentials,
      baseUrl: mock.url,
      secrets: [],
      headers: [],
      documentTypePointer: contract.success.documentTypePointer,
    },
    // The same files in each run need to be made only once.
    run: 'mutant',
    cases: (own.length > 0 ? own : light.slice(0, 20)).map(({ id }) => id),
  });
}

const idsOf = ({ requirements }: Report, verdict: 'fail' | 'warn'): string[] =>
  requirements.filter((requirement) => requirement.verdict === verdict).map(({ id }) => id);

/** Accepts uploads that it must reject for this reason. */
const accepting = (refusal: Refusal): Fault =>
  together(
    overruleHead((ruling) => (ruling?.outcome === refusal ? undefined : ruling)),
    overruleBody(
      (ruling): Ruling => (ruling.outcome === refusal ? { outcome: 'accepted', requirement: 'R1' } : ruling),
    ),
  );

const refusals: [refusal: Refusal, breaks: string][] = [
  ['missingToken', 'R2'],
  ['invalidToken', 'R2'],
  ['missingAccountId', 'R5'],
  ['missingFile', 'R6'],
  ['twoFiles', 'R7'],
  ['foreignAccount', 'R11'],
];

/** Faults of the catalogue that use no name of the built-in contract. */
const sample = ['json-taken', 'files-with-length-dropped', 'malformed-fails', 'refusals-in-html'];

const mutants = catalogue.filter(({ id }) => sample.includes(id));

describe.each(['bearer', 'renamed', 'everything'] as const)('of the contract %s', (shape) => {
  const contract = shapes[shape];

  test.each(refusals)('a deployment that accepts %s fails %s', async (refusal, breaks) => {
    expect(idsOf(await verify(contract, accepting(refusal), breaks), 'fail')).toContain(breaks);
  });

  test.each(mutants)('the mutant $id is caught', async ({ vary, breaks }) => {
    const report = await verify(contract, vary, breaks);
    expect([...idsOf(report, 'fail'), ...idsOf(report, 'warn')]).toContain(breaks);
  });
});

test.each<[keyof typeof shapes, Refusal]>([
  ['everything', 'missingField'],
  ['everything', 'unknownType'],
  ['closedType', 'unknownType'],
  ['moreFields', 'missingField'],
])('a deployment of %s that accepts %s is warned of', async (shape, refusal) => {
  const report = await verify(shapes[shape], accepting(refusal), 'R13');
  expect(idsOf(report, 'warn')).toContain('R13');
});
