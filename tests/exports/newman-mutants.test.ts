import { afterAll, describe, expect, test } from 'vitest';
import { postmanObstacle } from '../../scripts/generate/exports/obstacles.ts';
import { baselineId } from '../contract/engine/baseline.ts';
import { withControls } from '../contract/engine/phases.ts';
import type { Report } from '../contract/engine/report.ts';
import { caseTable } from '../contract/table.ts';
import { catalogue } from '../mutants/catalogue.ts';
import { hostDeployments } from '../mutants/deployments.ts';
import { examine } from '../mutants/examine.ts';
import { credentials, type Mutant } from '../mutants/mutant.ts';
import { onlyCases, readCollection, runCollection, unique } from './newman.ts';

/** Newman and `verify` blame the same requirements. NEWMAN_MUTANTS=all takes the whole catalogue. */
const sample = [
  ...['token-not-compared', 'token-bearer-stripped', 'token-query'],
  ...['files-not-counted', 'files-in-other-fields-ignored'],
  ...['type-never-set', 'type-other-kept', 'untyped-guessed-by-extension', 'type-sticks'],
  ...['account-optional', 'account-foreign-taken', 'json-taken', 'path-any', 'first-connection-dropped'],
];

const exported = caseTable.filter((contractCase) => postmanObstacle(contractCase) === undefined);
const exportedIds = exported.map(({ id }) => id);

const mutants =
  process.env.NEWMAN_MUTANTS === 'all' ? catalogue : catalogue.filter(({ id }) => sample.includes(id));

const deployments = hostDeployments();
afterAll(() => deployments[Symbol.dispose]());

test('the sample is there', () => {
  if (process.env.NEWMAN_MUTANTS === 'all') return;
  expect(mutants.map(({ id }) => id).sort()).toEqual([...sample].sort());
});

describe('Newman fails where verify fails', () => {
  test.each(mutants)('$id', async (mutant) => {
    const report = await examine(await deployments.start(mutant.id), {
      selected: exportedIds,
      // As Newman sends them: one after the other.
      concurrency: 1,
      ...(mutant.timeout === undefined ? {} : { timeout: mutant.timeout }),
    });
    const ids = casesThatTell(report);
    const { fails, warns } = await runAgainst(mutant, ids);
    expect(requirementsIn(fails)).toEqual(brokenIn(report, 'fail'));
    if (brokenIn(report, 'warn').includes(mutant.breaks))
      expect(requirementsIn(warns)).toContain(mutant.breaks);
  });
});

/** So many cases for each broken requirement are sent by Newman, which takes its time. */
const witnesses = 3;

/** Cases on which the fault shows, with those that they rest on; of those in company (R12) all, since order matters. */
function casesThatTell({ cases }: Report): string[] {
  const byRequirement = new Map<string, string[]>();
  for (const { id, checks } of cases) {
    for (const { requirement, verdict } of checks) {
      if (verdict !== 'fail' && verdict !== 'warn') continue;
      const known = byRequirement.get(requirement) ?? [];
      const room = requirement === 'R12' || known.length < witnesses;
      if (room && !known.includes(id)) byRequirement.set(requirement, [...known, id]);
    }
  }
  const wanted = [baselineId, ...[...byRequirement.values()].flat()];
  return withControls(
    exported,
    exported.filter(({ id }) => wanted.includes(id)),
  ).map(({ id }) => id);
}

async function runAgainst({ id, timeout }: Mutant, ids: readonly string[]) {
  const collection = onlyCases(await readCollection(), ids);
  const baseUrl = await deployments.start(id);
  return runCollection(collection, {
    ...credentials,
    baseUrl,
    ...(timeout === undefined ? {} : { timeout }),
  });
}

const requirementsIn = (checks: readonly string[]): string[] =>
  unique(checks.map((check) => check.split(' ')[1] ?? ''));

const brokenIn = ({ requirements }: Report, verdict: 'fail' | 'warn'): string[] =>
  unique(requirements.filter((one) => one.verdict === verdict).map(({ id }) => id));
