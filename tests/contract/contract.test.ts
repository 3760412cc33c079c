import { describe, inject, test } from 'vitest';
import { levelOf } from './judge/checks.ts';
import type { ReportedCase } from './report/report.ts';
import type { RunFacts } from './report/run-facts.ts';
import { startRun } from './run/run.ts';
import type { Settings } from './settings.ts';
import { caseTable } from './table.ts';
import { paced } from './wire/pace.ts';
import { createSender } from './wire/send.ts';

declare module 'vitest' {
  interface ProvidedContext {
    settings: Settings;
  }
  interface TaskMeta {
    /** The result of the case, for the reporter of `verify`. */
    result?: ReportedCase;
    /** What the run found out as a whole, on the last test. */
    run?: RunFacts;
  }
}

const settings = inject('settings');
const selected = caseTable.filter(({ id }) => settings.selected.includes(id));
const run = startRun(
  caseTable,
  selected,
  settings,
  paced(createSender(settings), () => {}),
);

// The engine schedules the cases; the tests only wait for their results, so that each ends as soon as it is known.
describe.concurrent('the upload contract', () => {
  for (const { id, title } of selected) {
    test(`${id}: ${title}`, async ({ task, skip, annotate }) => {
      const result = await run.result(id);
      task.meta.result = result;
      if (result.verdict === 'skipped') skip(result.reason);
      if (result.verdict === 'warn') await annotate(explain(result), 'warning');
      if (result.verdict === 'fail' || result.verdict === 'inconclusive') throw new Error(explain(result));
    });
  }

  test('the run', async ({ task }) => {
    task.meta.run = await run.finished;
  });
});

/** The broken checks of a case, with the rule, what was expected, what came, and a curl line. */
function explain({ checks, exchanges, reason }: ReportedCase): string {
  const broken = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  const lines = broken.map(
    ({ requirement, verdict, expected, actual }) =>
      `${requirement} ${levelOf(requirement)} ${verdict}: expected ${expected}; actual ${actual}`,
  );
  return [...(reason === undefined ? [] : [reason]), ...lines, ...exchanges.map(({ curl }) => curl)].join(
    '\n',
  );
}
