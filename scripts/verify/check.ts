import { createRedactor } from '../../tests/contract/report/redact.ts';
import { buildReport, type Report } from '../../tests/contract/report/report.ts';
import { acceptKnownFailures, type KnownFailure } from '../../tests/contract/run/known-failures.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import { watchInterruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';
import { runInVitest, type VitestRun } from './vitest-run.ts';

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
  const redact = createRedactor(settings.token, settings.secrets);
  const deployment = {
    baseUrl: redact(settings.baseUrl),
    clientId: redact(settings.clientId),
    accountId: redact(settings.accountId),
  };
  terminal.begin(`Checking ${deployment.baseUrl} (run ${settings.run})`);
  const { cases, run } = await runAll(settings, demands, terminal);
  const ids = caseTable.map(({ id }) => id);
  return buildReport({
    tool,
    deployment,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict: demands.strict,
    ...acceptKnownFailures(cases, demands.known, ids, startedAt.toISOString().slice(0, 10)),
    ...run,
  });
}

/** Sends the table and what is drawn beyond it. @returns the cases in the order of the table, the findings behind. */
async function runAll(settings: Settings, demands: Demands, terminal: Terminal): Promise<VitestRun> {
  // Loaded before Vitest, from where on no TypeScript can be; and only when asked for, since drawing takes time to load.
  const explorer = demands.search && (await import('./explore.ts'));
  using interruption = watchInterruption({
    ...settings,
    total: settings.selected.length,
    note: terminal.note,
  });
  const { cases, run } = await runInVitest(settings, (result) => {
    interruption.caseEnded(result);
    terminal.caseEnded(result);
  });
  const order = new Map(settings.selected.map((id, index) => [id, index]));
  const sorted = cases.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  sorted.push(...run.findings);
  // Beyond the table there is only something to find where the baseline is accepted.
  const search = run.examination.kind === 'accepted' ? demands.search : undefined;
  if (explorer === undefined || search === undefined) return { cases: sorted, run };
  const explored = await explorer.exploreDeployment(settings, search, run, terminal);
  return {
    cases: [...sorted, explored.result],
    run: {
      ...run,
      requests: run.requests + explored.requests,
      accepted: run.accepted + explored.accepted,
      acceptedBytes: run.acceptedBytes + explored.acceptedBytes,
    },
  };
}
