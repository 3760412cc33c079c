import { acceptKnownFailures, type KnownFailure } from '../../tests/contract/engine/known-failures.ts';
import { createRedactor } from '../../tests/contract/engine/redact.ts';
import { buildReport, type Report } from '../../tests/contract/engine/report.ts';
import type { Settings } from '../../tests/contract/engine/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';
import { runInVitest } from './vitest-run.ts';

/** What a run is asked beside the cases themselves. */
export interface Demands {
  strict: boolean;
  known: readonly KnownFailure[];
  /** How many requests to draw beyond the table, and from which seed. */
  search: { count: number; seed: number } | undefined;
}

/** Runs the selected cases, a line each as they end, and sums the run up. */
export async function checkDeployment(
  settings: Settings,
  demands: Demands,
  terminal: Terminal,
): Promise<Report> {
  const startedAt = new Date();
  const { selected } = settings;
  const redact = createRedactor(settings.token, settings.secrets);
  const deployment = {
    baseUrl: redact(settings.baseUrl),
    clientId: redact(settings.clientId),
    accountId: redact(settings.accountId),
  };
  // Loaded before Vitest, from where on no TypeScript can be; and only when asked for, since drawing takes time to load.
  const explorer = demands.search && (await import('./explore.ts'));
  terminal.begin(`Checking ${deployment.baseUrl} (run ${settings.run})`);
  let ended = 0;
  const interrupt = (): void => {
    terminal.note(
      `\nInterrupted: ${ended} of ${selected.length} cases were done, and no report was written.`,
    );
    process.exit(interruptedExitCode);
  };
  process.once('SIGINT', interrupt);
  const { cases, run } = await runInVitest(settings, (result) => {
    ended += 1;
    terminal.caseEnded(result);
  });
  // Beyond the table there is only something to find where the baseline is accepted.
  const search = run.examination.kind === 'accepted' ? demands.search : undefined;
  const explored =
    search && (await explorer?.exploreDeployment(settings, search.count, search.seed, terminal));
  process.off('SIGINT', interrupt);
  const order = new Map(selected.map((id, index) => [id, index]));
  const sorted = cases.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  sorted.push(...run.findings, ...(explored === undefined ? [] : [explored.result]));
  const ids = caseTable.map(({ id }) => id);
  return buildReport({
    tool,
    deployment,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict: demands.strict,
    ...acceptKnownFailures(sorted, demands.known, ids, startedAt.toISOString().slice(0, 10)),
    ...run,
    requests: run.requests + (explored?.requests ?? 0),
    accepted: run.accepted + (explored?.accepted ?? 0),
    acceptedBytes: run.acceptedBytes + (explored?.acceptedBytes ?? 0),
  });
}

/** 128 and the number of the signal, as shells have it. */
const interruptedExitCode = 130;
