import { randomBytes } from 'node:crypto';
import { contract as builtIn } from '../../../generated/contract.ts';
import type { Contract } from '../../../spec/contract.ts';
import { buildReport } from '../report/build-report.ts';
import { acceptKnownFailures } from '../report/known-failures.ts';
import { createRedactor } from '../report/redact.ts';
import type { KnownFailure, Report, ReportedCase, Selection } from '../report/report.ts';
import type { RunFacts } from '../report/run-facts.ts';
import { type Deployment, defaultLimits, type Limits, type Settings } from '../settings.ts';
import { contractCases } from '../table.ts';
import { tool } from '../tool.ts';
import { paced } from '../wire/pace.ts';
import { createSender, type Send } from '../wire/send.ts';
import { startRun } from './run.ts';

/** What a run tells while it goes on. Everything in it is redacted. */
export type RunEvent =
  | { kind: 'started'; run: string; deployment: Report['deployment']; cases: number }
  /** A case has ended. Known failures are not accepted yet: that takes the results of all. */
  | { kind: 'case'; result: ReportedCase }
  | { kind: 'note'; text: string }
  | { kind: 'finished'; report: Report };

export interface RunOptions {
  /** What the deployment has to keep; the built-in contract when left out. */
  contract?: Contract;
  deployment: Deployment;
  /** The ids of the cases to send; all of them when left out. */
  cases?: readonly string[];
  /** What chose them, as reports say it: `--only: two-files*`. */
  chosenBy?: string;
  limits?: Partial<Limits>;
  /** SHOULD failures fail the run. */
  strict?: boolean;
  knownFailures?: readonly KnownFailure[];
  /** How many requests to draw beyond the table, and from which seed. */
  search?: { count: number; seed: number } | undefined;
  /** A few characters that tell this run's uploads from those of others; random when left out. */
  run?: string;
  /** Sends the requests; over sockets when left out. */
  send?: Send;
  /** What is not sent when it aborts is inconclusive. */
  signal?: AbortSignal;
  on?: (event: RunEvent) => void;
}

/**
 * Checks a deployment against the contract: prepares and sends the cases, judges what came, and reports. Nothing else
 * runs cases. What a deployment does is never thrown.
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const { on = () => {}, strict = false, knownFailures = [] } = options;
  const settings = settingsOf(options);
  const startedAt = new Date();
  const redact = createRedactor(settings.token, settings.secrets);
  const deployment = {
    baseUrl: redact(settings.baseUrl),
    clientId: redact(settings.clientId),
    accountId: redact(settings.accountId),
  };
  on({ kind: 'started', run: settings.run, deployment, cases: settings.selected.length });
  const { cases, facts } = await runAll(settings, options, on);
  const table = contractCases(settings.contract);
  const today = startedAt.toISOString().slice(0, 10);
  const report = buildReport({
    contract: settings.contract,
    tool,
    deployment,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict,
    selection: selectionOf(settings, options.chosenBy),
    ...acceptKnownFailures(cases, knownFailures, table, settings.contract, today),
    ...facts,
  });
  on({ kind: 'finished', report });
  return report;
}

const settingsOf = ({ contract = builtIn, deployment, limits, cases, run }: RunOptions): Settings => ({
  accountId: '',
  token: '',
  ...deployment,
  ...defaultLimits,
  ...limits,
  contract,
  tool,
  run: run ?? randomBytes(3).toString('hex'),
  selected: contractCases(contract)
    .map(({ id }) => id)
    .filter((id) => cases?.includes(id) ?? true),
});

/** What was chosen of the table; undefined for all of it. */
function selectionOf({ contract, selected }: Settings, chosenBy = 'cases'): Selection | undefined {
  const of = contractCases(contract).length;
  return selected.length === of ? undefined : { chosen: selected.length, of, by: chosenBy };
}

/** Results in the order of the table, and what the run found out beside them. */
interface Ran {
  cases: ReportedCase[];
  facts: RunFacts;
}

/** Sends the table, and where nothing is wrong with the deployment as a whole what is drawn beyond it. */
async function runAll(settings: Settings, options: RunOptions, on: (event: RunEvent) => void): Promise<Ran> {
  const startedAt = performance.now();
  const send = options.send ?? paced(createSender(settings), () => {});
  const { cases, facts } = await runTable(settings, send, options.signal, on);
  if (options.search === undefined || facts.preflight.kind !== 'accepted' || options.signal?.aborted)
    return { cases, facts };
  // Loaded only when asked for: drawing takes time to load.
  const { searchBeyond } = await import('./explore/search.ts');
  const used = { ...facts, startedAt };
  const found = await searchBeyond(settings, options.search, used, send, (text) =>
    on({ kind: 'note', text }),
  );
  return {
    cases: [...cases, found.result],
    facts: {
      ...facts,
      requests: facts.requests + found.requests,
      accepted: facts.accepted + found.accepted,
      acceptedBytes: facts.acceptedBytes + found.acceptedBytes,
      cut: facts.cut || found.cut,
    },
  };
}

async function runTable(
  settings: Settings,
  send: Send,
  signal: AbortSignal | undefined,
  on: (event: RunEvent) => void,
): Promise<Ran> {
  const table = contractCases(settings.contract);
  const selected = table.filter(({ id }) => settings.selected.includes(id));
  const { result, finished } = startRun(table, selected, settings, send, signal);
  const ended = selected.map(async ({ id }) => {
    const reported = await result(id);
    on({ kind: 'case', result: reported });
    return reported;
  });
  const [facts, ...cases] = await Promise.all([finished, ...ended]);
  return { cases: [...cases, ...facts.preflightCases], facts };
}
