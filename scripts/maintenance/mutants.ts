import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { contract } from '../../generated/contract.ts';
import { contractCases } from '../../tests/contract/index.ts';
import type { Verdict } from '../../tests/contract/judge/verdict.ts';
import { catalogue } from '../../tests/mutants/catalogue.ts';
import { casesThatCatch, coverageGaps, mootCases } from '../../tests/mutants/coverage.ts';
import { type Examiners, startExaminers } from '../../tests/mutants/examiners.ts';
import { misjudgementsOf } from '../../tests/mutants/misjudgements.ts';
import type { Mutant, Variant } from '../../tests/mutants/mutant.ts';
import { examinePrism, prismMisjudgements } from '../../tests/mutants/prism-misjudgements.ts';
import { variants } from '../../tests/mutants/variants.ts';
import type { Verdicts } from '../../tests/mutants/verdicts.ts';
import { UserError } from '../cli/user-error.ts';

const usage = `Usage: npm run mutants -- [--only TEXT] [--cases]

Run the suite against every mutant and every variant of the mock, and against plain Prism, and print the verdict
of each rule: x fails, ! warns, ? inconclusive, . passes, - not judged. Exit with 1 if a mutant is missed or
caught by another rule, a variant breaks a rule, a case fails on no mutant, or plain Prism does not fail as its list
of known failures says.

  --only TEXT  run only those whose id contains the text; skip the checks that need all of them
  --cases      show how many mutants each case catches`;

type Deployment = Mutant | Variant;

const prismName = 'plain-prism';
const nameWidth = Math.max(...[...catalogue, ...variants].map(({ id }) => id.length));

const marks: Record<Verdict, string> = {
  pass: pc.dim('.'),
  warn: pc.yellow('!'),
  fail: pc.red('x'),
  inconclusive: pc.magenta('?'),
  skipped: pc.dim('-'),
};

const header = `${''.padEnd(nameWidth)}  ${contract.requirements.map(({ id }) => id).join(' ')}`;

function printRow(name: string, { requirements }: Verdicts, misjudgements: readonly string[]): void {
  // Each mark is below the last character of its rule's id.
  const cells = requirements.map(({ id, verdict }) => ' '.repeat(id.length - 1) + marks[verdict]);
  console.log(`${name.padEnd(nameWidth)}  ${cells.join(' ')}`);
  for (const misjudgement of misjudgements) console.log(pc.red(`  ${misjudgement}`));
}

/** The results of all reports together. */
interface Tally {
  /** The mutants that each case catches. */
  mutantsByCase: Map<string, string[]>;
  /** Cases that were not sent. */
  moot: Set<string>;
  /** Number of deployments judged wrongly. */
  wrong: number;
}

/** Checks deployments concurrently, and prints a row for each as it finishes. */
async function examineAll(matching: readonly Deployment[], { examine }: Examiners): Promise<Tally> {
  const tally: Tally = { mutantsByCase: new Map(), moot: new Set(), wrong: 0 };
  const examined = matching.map(async (deployment) => {
    const verdicts = await examine(deployment.id);
    const misjudgements = misjudgementsOf(deployment, verdicts);
    printRow(deployment.id, verdicts, misjudgements);
    if (misjudgements.length > 0) tally.wrong += 1;
    if (!('fault' in deployment)) return;
    for (const id of mootCases(verdicts)) tally.moot.add(id);
    for (const id of casesThatCatch(verdicts))
      tally.mutantsByCase.set(id, [...(tally.mutantsByCase.get(id) ?? []), deployment.id]);
  });
  await Promise.all(examined);
  return tally;
}

async function checkPrism(): Promise<number> {
  const report = await examinePrism();
  const misjudgements = await prismMisjudgements(report);
  printRow(prismName, report, misjudgements);
  return misjudgements.length === 0 ? 0 : 1;
}

function printCases({ mutantsByCase }: Tally): void {
  console.log();
  for (const { id } of contractCases()) {
    const mutants = mutantsByCase.get(id) ?? [];
    // When few are named, additional faults or missing cases would show.
    console.log(
      `${String(mutants.length).padStart(4)}  ${id}  ${mutants.length <= 3 ? mutants.join(', ') : ''}`,
    );
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, cases: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  const { only } = values;
  // Variants first: slow ones would otherwise run alone at the end.
  const matching = [...variants, ...catalogue].filter(({ id }) => only === undefined || id.includes(only));
  if (matching.length === 0) throw new UserError(`--only ${only}: no mutant or variant has such an id`);

  const startedAt = performance.now();
  console.log(header);
  using examiners = startExaminers();
  const [tally, wrongPrism] = await Promise.all([
    examineAll(matching, examiners),
    only === undefined ? checkPrism() : 0,
  ]);
  if (values.cases) printCases(tally);
  const gaps = only === undefined ? coverageGaps(tally.mutantsByCase, tally.moot) : [];
  for (const gap of gaps) console.log(pc.red(gap));
  const wrong = tally.wrong + wrongPrism;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const mutants = matching.filter((deployment) => 'fault' in deployment).length;
  console.log(
    `\n${mutants} mutants and ${matching.length - mutants} variants, ${contractCases().length} cases, ${seconds} s: ` +
      `${wrong} judged wrongly, ${gaps.length} gaps between cases and mutants.`,
  );
  process.exitCode = wrong + gaps.length > 0 ? 1 : 0;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
