import { acceptKnownFailures, type KnownFailure } from '../../tests/contract/engine/known-failures.ts';
import { buildReport, type Report } from '../../tests/contract/engine/report.ts';
import type { Settings } from '../../tests/contract/engine/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import { caseLine } from './terminal.ts';
import { tool } from './tool.ts';

/** Runs the selected cases, a line each as they end, and sums the run up. */
export async function checkDeployment(
  settings: Settings,
  strict: boolean,
  known: readonly KnownFailure[],
): Promise<Report> {
  const startedAt = new Date();
  const { baseUrl, clientId, accountId, selected } = settings;
  console.log(`Checking ${baseUrl} (run ${settings.run})\n`);
  let ended = 0;
  const interrupt = (): void => {
    console.log(`\nInterrupted: ${ended} of ${selected.length} cases were done, and no report was written.`);
    process.exit(interruptedExitCode);
  };
  process.once('SIGINT', interrupt);
  const { runInVitest } = await import('./vitest-run.ts');
  const { cases, run } = await runInVitest(settings, (result) => {
    ended += 1;
    console.log(caseLine(result));
  });
  process.off('SIGINT', interrupt);
  const order = new Map(selected.map((id, index) => [id, index]));
  const sorted = cases.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const ids = caseTable.map(({ id }) => id);
  return buildReport({
    tool,
    deployment: { baseUrl, clientId, accountId },
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict,
    ...acceptKnownFailures(sorted, known, ids, startedAt.toISOString().slice(0, 10)),
    ...run,
  });
}

/** 128 and the number of the signal, as shells have it. */
const interruptedExitCode = 130;
