import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGenerated } from './write-generated.ts';

const root = join(import.meta.dirname, '..', '..');

const usage = `Usage: npm run generate -- [--check]

Write generated/ from spec/: the client, the types and the cases for other tools. With --check, write nothing, and exit with 1
if a file is stale.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  process.exitCode = await writeGenerated(root, values.check ?? false);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
