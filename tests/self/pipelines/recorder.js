import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

// Replaces the program in tests of its inputs: records its arguments, and writes the requested reports.
const args = process.argv.slice(2);
const report = {
  verdict: 'conforms',
  headline: 'The deployment keeps the contract.',
  counts: { cases: 3, pass: 3 },
};
if (process.env.RECORD) appendFileSync(process.env.RECORD, `${JSON.stringify(args)}\n`);
for (const arg of args) {
  const [, kind, file] = /^--report=(json|junit|html|markdown|codequality)=(.+)$/s.exec(arg) ?? [];
  if (file === undefined || file.includes('\n')) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, kind === 'json' ? JSON.stringify(report) : `${report.headline}\n`);
}
process.exitCode = Number(process.env.RECORD_CODE ?? 0);
