import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contract } from '../../generated/contract.ts';
import { root } from '../../spec/root.ts';
import { contractCases } from '../../tests/contract/index.ts';
import { levelOf } from '../../tests/contract/judge/checks.ts';
import { isSmall, uploadsLeft } from '../../tests/contract/run/choice/uploads.ts';
import { catalogue } from '../../tests/mutants/catalogue.ts';
import { type Examiners, startExaminers } from '../../tests/mutants/examiners.ts';
import { chooseSmokeSet, type MutantMatrix } from './smoke-choice.ts';

const usage = `Usage: npm run smoke-set -- [--matrix FILE] [--check]

Choose the cases of \`verify --smoke\`: run the small cases against every mutant that breaks a MUST, and write those that
catch the most of them to tests/contract/run/choice/smoke-set.json.

  --matrix FILE  which cases catch which mutant, a JSON line each; missing mutants are run and added
  --check        choose nothing: run the current set, and list the mutants that it catches and misses`;

const file = join(root, 'tests', 'contract', 'run', 'choice', 'smoke-set.json');

const mutants = catalogue.filter(({ breaks }) => levelOf(breaks, contract) === 'MUST');

/** The cases that break a MUST on a mutant, of those that are sent. */
async function failingOn(id: string, sent: string[], { examine }: Examiners): Promise<string[]> {
  const { cases } = await examine(id, sent);
  return cases.filter(({ verdict }) => verdict === 'fail').map((result) => result.id);
}

async function readMatrix(path: string | undefined): Promise<MutantMatrix> {
  const text = path === undefined ? '' : await readFile(path, 'utf8').catch(() => '');
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
}

async function fillMatrix(path: string | undefined, examiners: Examiners): Promise<MutantMatrix> {
  const matrix = await readMatrix(path);
  const small = contractCases().filter(isSmall);
  const missing = mutants.filter(({ id }) => !matrix.has(id));
  const ids = small.map(({ id }) => id);
  const filled = missing.map(async ({ id }) => {
    const row = await failingOn(id, ids, examiners);
    matrix.set(id, row);
    if (path !== undefined) await appendFile(path, `${JSON.stringify([id, row])}\n`);
  });
  await Promise.all(filled);
  return matrix;
}

async function choose(path: string | undefined, examiners: Examiners): Promise<void> {
  const matrix = await fillMatrix(path, examiners);
  const { cases, caught } = chooseSmokeSet(contractCases(), matrix, contract);
  const table = contractCases();
  const chosen = table.filter(({ id }) => cases.includes(id));
  const ids = chosen.map(({ id }) => id);
  await writeFile(file, `${JSON.stringify(ids, null, 2)}\n`);
  console.log(ids.join('\n'));
  console.log(
    `\n${ids.length} cases, ${uploadsLeft(table, chosen)} uploads: they catch ${caught} of ${matrix.size} mutants that break a MUST.`,
  );
}

async function check(examiners: Examiners): Promise<void> {
  const set: string[] = JSON.parse(await readFile(file, 'utf8'));
  const away = await Promise.all(
    mutants.map(async ({ id }) => ((await failingOn(id, set, examiners)).length === 0 ? [id] : [])),
  );
  for (const id of away.flat()) console.log(`${id} is missed`);
  console.log(`${mutants.length - away.flat().length} of ${mutants.length} mutants are caught.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      matrix: { type: 'string' },
      check: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(usage);
  using examiners = startExaminers();
  await (values.check ? check(examiners) : choose(values.matrix, examiners));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
