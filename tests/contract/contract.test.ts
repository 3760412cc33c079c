import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { contractCases, type Report, type ReportedCase, runContract } from './index.ts';

/** The contract as tests, one a case: the same run, verdicts, strictness and known failures as with `verify`. */
const { strict = false, ...options } = inject('options');
const results = new Map<string, ReportedCase>();
let report: Report | undefined;

describe('the upload contract', () => {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that no fixture is asked for
  beforeAll(async ({}, { tasks }) => {
    // Those that a filter leaves out are not sent.
    const chosen = tasks.filter(({ mode }) => mode === 'run').map(({ name }) => name.split(':')[0] ?? '');
    const cases = contractCases()
      .map(({ id }) => id)
      .filter((id) => chosen.includes(id));
    report = await runContract({ ...options, strict, cases, chosenBy: "Vitest's filter" });
    for (const result of report.cases) results.set(result.id, result);
  }, 0);

  for (const { id, title } of contractCases()) {
    test(`${id}: ${title}`, async ({ skip, annotate }) => {
      const result = results.get(id);
      if (result === undefined) throw new Error(`${id} was not sent`);
      if (result.verdict === 'skipped') skip(result.reason);
      const isFailure = strict && result.checks.some(({ verdict, known }) => verdict === 'warn' && !known);
      if (result.verdict === 'warn' && !isFailure) await annotate(explain(result), 'warning');
      else if (result.verdict !== 'pass') throw new Error(explain(result));
    });
  }
});

// What the cases do not tell by themselves: a list of known failures that has rotted, probes that were taken.
afterAll(() => {
  if (report === undefined) return;
  const passing = [...results.values()].every(({ verdict }) => ['pass', 'warn', 'skipped'].includes(verdict));
  if (passing && !strict && report.verdict === 'violates')
    throw new Error([report.headline, ...report.notes].join('\n'));
});

/** The broken checks of a case, with the rule, what was expected, what came, and a curl line. */
function explain({ checks, exchanges, reason }: ReportedCase): string {
  const broken = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  const lines = broken.map(
    ({ requirement, level, verdict, expected, actual }) =>
      `${requirement} ${level} ${verdict}: expected ${expected}; actual ${actual}`,
  );
  return [...(reason === undefined ? [] : [reason]), ...lines, ...exchanges.map(({ curl }) => curl)].join(
    '\n',
  );
}
