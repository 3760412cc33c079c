import { readFileSync } from 'node:fs';
import { write } from './github.js';

// Sets the outputs of the action from verify's JSON report: `outputs.js REPORT`. Without a report the run ended early,
// and the outputs say that it is inconclusive.
const [path = ''] = process.argv.slice(2);

/** @returns {{ verdict: string, headline: string, counts: Record<string, number> } | undefined} */
function readReport() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const report = readReport();
const {
  counts = {},
  verdict = 'inconclusive',
  headline = 'There is no report: the log of the step says why.',
} = report ?? {};
write('GITHUB_OUTPUT', {
  verdict,
  headline,
  report: report === undefined ? '' : path,
  cases: counts.cases ?? 0,
  kept: counts.pass ?? 0,
  broken: counts.fail ?? 0,
  warnings: counts.warn ?? 0,
  inconclusive: counts.inconclusive ?? 0,
  skipped: counts.skipped ?? 0,
  requests: counts.requests ?? 0,
  accepted: counts.accepted ?? 0,
  'accepted-bytes': counts.acceptedBytes ?? 0,
});
