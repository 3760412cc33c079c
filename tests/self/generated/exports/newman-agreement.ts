import { afterAll, expect } from 'vitest';
import { hostDeployments } from '../../../mutants/deployments.ts';
import { examine } from '../../../mutants/examine.ts';
import { credentials, type Mutant, type Variant } from '../../../mutants/mutant.ts';
import { brokenIn, casesThatTell, exportedIds, oneCaseEach, requirementsOf } from './blame.ts';
import { type CollectionRun, onlyCases, readCollection, runCollection } from './newman.ts';

/** Compares Newman's results on mutants and variants with those of `verify`. */
export function newmanOnDeployments() {
  const deployments = hostDeployments();
  afterAll(() => deployments[Symbol.dispose]());

  /** Newman fails what `verify` fails, on the telling cases. @returns the requirements that it blames. */
  async function agreesOn({ id, breaks, timeout }: Mutant): Promise<string[]> {
    const timing = timeout === undefined ? {} : { timeout };
    // As Newman sends them: one after the other.
    const particulars = { selected: exportedIds, concurrency: 1, ...timing };
    const report = await examine(await deployments.start(id), particulars);
    const fails = brokenIn(report, 'fail');
    const collection = onlyCases(await readCollection(), casesThatTell(report));
    const baseUrl = await deployments.start(id);
    const run = await runCollection(collection, { ...credentials, ...timing, baseUrl });
    expect(requirementsOf(run.fails)).toEqual(fails);
    const warns = requirementsOf(run.warns);
    if (brokenIn(report, 'warn').includes(breaks)) expect(warns).toContain(breaks);
    return [...fails, ...warns];
  }

  /** The whole collection, in its order, fails this requirement and no other. */
  async function blamesOnly({ id, breaks }: Mutant): Promise<void> {
    const baseUrl = await deployments.start(id);
    const run = await runCollection(await readCollection(), { ...credentials, baseUrl });
    expect(requirementsOf(run.fails)).toEqual([breaks]);
    expect(run.errors).toEqual([]);
  }

  /** Newman reports no failure, and warns only about the liberty that is taken. */
  async function isQuietOn({ id, basePath = '', documentTypePointer, warns }: Variant): Promise<void> {
    const baseUrl = `${await deployments.start(id)}${basePath}`;
    const pointer = documentTypePointer === undefined ? {} : { documentTypePointer };
    const collection = onlyCases(await readCollection(), oneCaseEach());
    const run: CollectionRun = await runCollection(collection, { ...credentials, ...pointer, baseUrl });
    expect(run.fails).toEqual([]);
    expect(run.errors).toEqual([]);
    expect(run.passes).toContain('csv-file R1');
    expect(warns).toEqual(expect.arrayContaining(requirementsOf(run.warns)));
  }

  return { agreesOn, blamesOnly, isQuietOn };
}

/** The entries with these ids. @throws Error when one is not there. */
export const named = <Entry extends { id: string }>(
  entries: readonly Entry[],
  ids: readonly string[],
): Entry[] =>
  ids.map((id) => {
    const entry = entries.find((each) => each.id === id);
    if (entry === undefined) throw new Error(`there is no ${id}`);
    return entry;
  });
