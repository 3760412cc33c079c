import type { ContractCase } from '../../tests/contract/case.ts';
import { buildReport } from '../../tests/contract/report/build-report.ts';
import { acceptKnownFailures } from '../../tests/contract/report/known-failures.ts';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { KnownFailure, Report, ReportedCase, Selection } from '../../tests/contract/report/report.ts';
import type { RunFacts } from '../../tests/contract/report/run-facts.ts';
import { startRun } from '../../tests/contract/run/run.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import { paced } from '../../tests/contract/wire/pace.ts';
import { createSender } from '../../tests/contract/wire/send.ts';
import { watchInterruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';

/** What a run is asked beside the cases themselves. */
export interface Demands {
  strict: boolean;
  known: readonly KnownFailure[];
  /** How many requests to draw beyond the table, and from which seed. */
  search: { count: number; seed: number } | undefined;
  /** The globs of the cases that the tester chose; none for all. */
  only: readonly string[];
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
  const today = startedAt.toISOString().slice(0, 10);
  return buildReport({
    tool,
    deployment,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict: demands.strict,
    selection: selectionOf(settings, demands),
    ...acceptKnownFailures(cases, demands.known, ids, today, controlsOf),
    ...run,
  });
}

/** What the tester chose of the table; undefined for all of it. */
const selectionOf = ({ selected }: Settings, { only }: Demands): Selection | undefined =>
  selected.length === caseTable.length
    ? undefined
    : { chosen: selected.length, of: caseTable.length, by: `--only: ${only.join(', ')}` };

const caseById = new Map<string, ContractCase>(
  caseTable.map((contractCase) => [contractCase.id, contractCase]),
);

const controlsOf = (id: string): string[] =>
  (caseById.get(id)?.steps ?? []).flatMap(({ control }) => control ?? []);

/** What was found out, and the results of the cases. */
interface RunResult {
  cases: ReportedCase[];
  run: RunFacts;
}

/** Sends the table and what is drawn beyond it. @returns the cases in the order of the table, the findings behind. */
async function runAll(settings: Settings, demands: Demands, terminal: Terminal): Promise<RunResult> {
  const startedAt = performance.now();
  using interruption = watchInterruption({
    ...settings,
    total: settings.selected.length,
    note: terminal.note,
  });
  const { cases, run } = await runTable(settings, (result) => {
    interruption.caseEnded(result);
    terminal.caseEnded(result);
  });
  // Beyond the table there is only something to find where the baseline is accepted.
  const search = run.examination.kind === 'accepted' ? demands.search : undefined;
  if (search === undefined) return { cases, run };
  // Loaded only when asked for: drawing takes time to load.
  const { exploreDeployment } = await import('./explore.ts');
  const explored = await exploreDeployment(settings, search, { ...run, startedAt }, terminal);
  return {
    cases: [...cases, explored.result],
    run: {
      ...run,
      requests: run.requests + explored.requests,
      accepted: run.accepted + explored.accepted,
      acceptedBytes: run.acceptedBytes + explored.acceptedBytes,
      cut: run.cut || explored.cut,
    },
  };
}

/** @param onCase told about each case as it ends. */
async function runTable(settings: Settings, onCase: (result: ReportedCase) => void): Promise<RunResult> {
  const selected = caseTable.filter(({ id }) => settings.selected.includes(id));
  const send = paced(createSender(settings), () => {});
  const { result, finished } = startRun(caseTable, selected, settings, send);
  const ended = selected.map(async ({ id }) => {
    const reported = await result(id);
    onCase(reported);
    return reported;
  });
  const [run, ...cases] = await Promise.all([finished, ...ended]);
  return { cases: [...cases, ...run.findings], run };
}
