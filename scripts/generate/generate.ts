import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWith, renderArtefacts, settle } from './artefacts.ts';

const root = join(import.meta.dirname, '..', '..');
const generated = join(root, 'generated');

const usage = `Usage: npm run generate -- [--check]

Write generated/ from spec/: the client, the types and the cases for other tools. With --check, write nothing, and exit with 1
if a file is stale.`;

function report(names: readonly string[], check: boolean): void {
  const list = names.map((name) => `generated/${name}`).join(', ');
  if (names.length === 0) {
    console.log('generated/ is up to date.');
  } else if (check) {
    console.error(`Stale: ${list}. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    console.log(`Written: ${list}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  const check = values.check ?? false;

  const { artefacts } = await renderArtefacts(root);
  const difference = await compareWith(generated, artefacts);
  if (!check) await settle(generated, difference);
  report([...difference.stale.keys(), ...difference.leftOver], check);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
