import { afterAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../../mutants/catalogue.ts';
import { hostDeployments } from '../../../mutants/deployments.ts';
import { examine } from '../../../mutants/examine.ts';
import { credentials } from '../../../mutants/mutant.ts';
import { brokenIn, casesThatTell, exportedIds, requirementsOf } from './blame.ts';
import { onlyCases, readCollection, runCollection } from './newman.ts';

/** On a faulty deployment Newman blames the requirements that `verify` blames. */
const sample = [
  ...['token-not-compared', 'token-bearer-stripped', 'token-query'],
  ...['files-not-counted', 'files-in-other-fields-ignored'],
  ...['type-never-set', 'type-other-kept', 'untyped-guessed-by-extension', 'type-sticks'],
  ...['account-optional', 'account-foreign-taken', 'json-taken', 'path-any'],
];

/** Faults that go by what another client writes otherwise: they don't show, or show more than once, in Newman. */
const otherwise: Record<string, string> = {
  'binary-decoded': 'goes by the id of the case in the file name, which exported files do not carry',
  'first-connection-dropped': 'goes by the boundary, which Newman draws anew for each try',
};

/** NEWMAN_MUTANTS=all takes the whole catalogue, in some ten minutes. */
const all = process.env.NEWMAN_MUTANTS === 'all';
const told = catalogue.filter(({ id }) => !(id in otherwise));
const sampled = catalogue.filter(({ id }) => sample.includes(id));

const deployments = hostDeployments();
afterAll(() => deployments[Symbol.dispose]());

test('the sample is there', () => {
  expect(sampled.map(({ id }) => id).sort()).toEqual([...sample].sort());
});

describe('Newman fails where verify fails', () => {
  test.each(all ? told : sampled)('$id', { timeout: 60_000 }, async ({ id, breaks, timeout }) => {
    const patience = timeout === undefined ? {} : { timeout };
    // As Newman sends them: one after the other.
    const particulars = { selected: exportedIds, concurrency: 1, ...patience };
    const report = await examine(await deployments.start(id), particulars);
    const fails = brokenIn(report, 'fail');
    const warns = brokenIn(report, 'warn');
    if (sample.includes(id)) expect([...fails, ...warns]).toContain(breaks);

    const collection = onlyCases(await readCollection(), casesThatTell(report));
    const run = await runCollection(collection, {
      ...credentials,
      ...patience,
      baseUrl: await deployments.start(id),
    });
    expect(requirementsOf(run.fails)).toEqual(fails);
    if (warns.includes(breaks)) expect(requirementsOf(run.warns)).toContain(breaks);
  });
});

/** Here order matters: what one request leaves behind must not be blamed on another. */
describe('the whole collection blames no other requirement', () => {
  const leaving = ['type-sticks', 'type-sticks-to-unrecognised', 'type-first-refused'];
  test.each(leaving)('%s', { timeout: 120_000 }, async (id) => {
    const { breaks } = catalogue.find((mutant) => mutant.id === id) ?? {};
    const run = await runCollection(await readCollection(), {
      ...credentials,
      baseUrl: await deployments.start(id),
    });
    expect(requirementsOf(run.fails)).toEqual([breaks]);
    expect(run.errors).toEqual([]);
  });
});
