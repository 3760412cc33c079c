import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../tests/contract/report/report.ts';
import { catalogue } from '../../tests/mutants/catalogue.ts';
import { startExaminers } from '../../tests/mutants/examiners.ts';
import { examinePrism } from '../../tests/mutants/prism-misjudgements.ts';
import { variants } from '../../tests/mutants/variants.ts';
import { UserError } from '../cli/user-error.ts';

const usage = `Usage: npm run reports -- (--out DIR | --against DIR) [--only TEXT]

Check a refactoring: write the JSON report of every mutant, every variant and plain Prism to a folder, and later
compare new reports with those. Run ids, times, addresses, and members that the old report lacks are ignored.

  --out DIR      write the reports
  --against DIR  compare with the reports in DIR; exit with 1 if one differs
  --only TEXT    run only the deployments whose id contains the text`;

const prismName = 'plain-prism';

/** Values that differ from run to run, and their replacements. */
const volatile: [pattern: RegExp, replacement: string][] = [
  [/127\.0\.0\.1:\d+/g, 'HOST'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, 'UUID'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE'],
  [/\d+ ms/g, 'N ms'],
];

const volatileMembers = ['startedAt', 'durationMs'];

/** A report without values that differ from run to run. */
function settled(value: unknown): unknown {
  if (typeof value === 'string')
    return volatile.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), value);
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !volatileMembers.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, settled(member)]));
}

/** The places where the new value lacks or changes what the old one has. */
function differences(before: unknown, after: unknown, place = ''): string[] {
  if (typeof before === 'object' && before !== null && typeof after === 'object' && after !== null) {
    const lengths =
      Array.isArray(before) && Array.isArray(after) && before.length !== after.length
        ? [`${place}: ${before.length} items, now ${after.length}`]
        : [];
    const inside = Object.entries(before).flatMap(([name, member]) =>
      differences(member, (after as Record<string, unknown>)[name], `${place}/${name}`),
    );
    return [...lengths, ...inside];
  }
  return Object.is(before, after)
    ? []
    : [`${place}: ${JSON.stringify(before)}, now ${JSON.stringify(after)}`];
}

/** Checks every deployment whose id contains the text. */
async function checkAll(only: string, take: (id: string, report: Report) => Promise<void>): Promise<number> {
  using examiners = startExaminers();
  const matching = [...catalogue, ...variants].filter(({ id }) => id.includes(only));
  await Promise.all(matching.map(async ({ id }) => take(id, await examiners.report(id))));
  if (!prismName.includes(only)) return matching.length;
  await take(prismName, await examinePrism());
  return matching.length + 1;
}

/** @returns how many reports differ. */
async function compareWith(folder: string, only: string): Promise<number> {
  let differing = 0;
  const count = await checkAll(only, async (id, report) => {
    const before: unknown = JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8'));
    const found = differences(before, settled(report));
    if (found.length === 0) return;
    differing += 1;
    console.log([id, ...found.slice(0, 8).map((line) => `  ${line}`)].join('\n'));
  });
  console.log(`${count} deployments, ${differing} reports differ.`);
  return differing;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      against: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { out, against, only = '', help } = values;
  if (help) return console.log(usage);
  if (against !== undefined) {
    process.exitCode = (await compareWith(against, only)) > 0 ? 1 : 0;
    return;
  }
  if (out === undefined) throw new UserError(`Name a folder with --out or --against.\n\n${usage}`);
  await mkdir(out, { recursive: true });
  const count = await checkAll(only, (id, report) =>
    writeFile(join(out, `${id}.json`), `${JSON.stringify(settled(report), null, 1)}\n`),
  );
  console.log(`${count} reports are in ${out}.`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
