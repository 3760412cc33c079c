import { randomBytes } from 'node:crypto';
import { contract as builtIn } from '../../../generated/contract.ts';
import type { Contract } from '../../../spec/contract.ts';
import { buildReport } from '../report/build-report.ts';
import { acceptKnownFailures } from '../report/known-failures.ts';
import type { MinCoverage } from '../report/min-coverage.ts';
import { createRedactor } from '../report/redact.ts';
import type { KnownFailure, Report, ReportedCase, ReportedShard } from '../report/report.ts';
import type { RunFacts } from '../report/run-facts.ts';
import { optionsOfRun, reportedShard } from '../report/shards/reported-shard.ts';
import { type Deployment, defaultLimits, type Limits, type Settings } from '../settings.ts';
import { contractCases } from '../table.ts';
import { tool } from '../tool.ts';
import type { Send } from '../wire/send.ts';
import { type Choice, type Chosen, choose } from './choice/choose.ts';
import { capsOfShard } from './choice/shard.ts';
import type { Attendance } from './courier.ts';
import { createPool, type Pool } from './pool.ts';
import { reach } from './reach.ts';
import { startRun } from './run.ts';
import { type AcceptedUpload, uploadsOf } from './uploads.ts';

/** The events of a run. Everything in them is redacted. */
export type RunEvent =
  | { kind: 'started'; run: string; deployment: Report['deployment']; cases: number }
  /** A case has ended. Known failures are not accepted yet: that takes all results. */
  | { kind: 'case'; result: ReportedCase }
  | { kind: 'note'; text: string }
  /** The run waits for a deployment that does not respond yet, or has just responded. */
  | { kind: 'waiting'; text: string }
  | { kind: 'finished'; report: Report };

/** How a contract is run against a deployment. */
export interface RunOptions extends Choice {
  /** The contract to check. Default: the built-in one. */
  contract?: Contract;
  deployment: Deployment;
  /** The deployment is a mock that was started for this run. */
  embedded?: boolean;
  limits?: Partial<Limits>;
  /** SHOULD failures fail the run. */
  strict?: boolean;
  knownFailures?: readonly KnownFailure[];
  /**
   * Percent of a rule's cases that must be conclusive when limits or the time leave some out. Other rules need all of
   * theirs.
   */
  minCoverage?: MinCoverage | undefined;
  /**
   * The reference site (`upload-contract docs`) that the reports link to: http, https, or a relative path. Default: the
   * contract's `externalDocs`.
   */
  docsUrl?: string | undefined;
  /** How many requests to generate, and from which seed. */
  search?: { count: number; seed: number } | undefined;
  /** A few characters that tell this run's uploads from those of others. Default: random. */
  run?: string;
  /** Milliseconds to wait for a deployment that does not respond yet, or responds with 502, 503 or 504. */
  wait?: number;
  /** Sends the requests. Default: over sockets. */
  send?: Send;
  /** Cases not yet sent when it aborts are inconclusive. */
  signal?: AbortSignal;
  on?: (event: RunEvent) => void;
  /** Called with each upload that the deployment accepted, so that it can be removed. Nothing in it is redacted. */
  onUpload?: (upload: AcceptedUpload) => void;
}

/**
 * Checks a deployment against the contract: prepares and sends the cases, judges the responses, and reports. Nothing
 * else runs cases. Faults of a deployment are never thrown.
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const { on = () => {}, strict = false, knownFailures = [] } = options;
  const chosen = choose(options.contract ?? builtIn, options);
  const settings = settingsOf(options, chosen);
  const startedAt = new Date();
  const redact = createRedactor(settings.token, settings.secrets);
  const deployment = {
    baseUrl: redact(settings.baseUrl),
    clientId: redact(settings.clientId),
    accountId: redact(settings.accountId),
    ...(options.embedded ? { embedded: true as const } : {}),
  };
  on({ kind: 'started', run: settings.run, deployment, cases: settings.selected.length });
  const { cases, facts } = await runAll(settings, options, on);
  const table = contractCases(settings.contract);
  const today = startedAt.toISOString().slice(0, 10);
  const accepted = acceptKnownFailures(cases, knownFailures, table, settings.contract, today);
  const report = buildReport({
    contract: settings.contract,
    tool,
    deployment,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict,
    minCoverage: options.minCoverage,
    docsUrl: options.docsUrl === undefined ? undefined : redact(options.docsUrl),
    selection: chosen.selection,
    shard: shardOf(options, settings, chosen, { cases, facts }, accepted.cases),
    ...accepted,
    ...facts,
  });
  on({ kind: 'finished', report });
  return report;
}

/** The settings of the run, with its share of the limits. */
function settingsOf(
  { contract = builtIn, deployment, limits, run, shard }: RunOptions,
  chosen: Chosen,
): Settings {
  const whole = { ...defaultLimits, ...limits };
  return {
    accountId: '',
    token: '',
    ...deployment,
    ...(shard === undefined ? whole : capsOfShard(whole, shard)),
    contract,
    tool,
    run: run ?? randomBytes(3).toString('hex'),
    selected: chosen.selected.map(({ id }) => id),
  };
}

/** The values that merging needs, when the run is a shard. */
function shardOf(
  { shard, limits, strict = false, search, minCoverage = {} }: RunOptions,
  settings: Settings,
  { whole }: Chosen,
  { cases, facts }: Ran,
  accepted: readonly ReportedCase[],
): ReportedShard | undefined {
  if (shard === undefined) return undefined;
  const asked = { strict, minCoverage, explore: search?.count ?? 0 };
  const redact = createRedactor(settings.token, settings.secrets);
  return reportedShard({
    ...shard,
    whole,
    options: optionsOfRun(settings, { ...defaultLimits, ...limits }, asked, redact),
    facts,
    selected: settings.selected,
    judged: cases,
    accepted,
  });
}

/** Results in the order of the table, and what the run learned in addition. */
interface Ran {
  cases: ReportedCase[];
  facts: RunFacts;
}

/** Sends the table and, if the preflight check passed, the generated requests. */
async function runAll(settings: Settings, options: RunOptions, on: (event: RunEvent) => void): Promise<Ran> {
  const startedAt = performance.now();
  const { signal, onUpload, search, shard } = options;
  const pool = createPool(settings.concurrency);
  const { send, inVain } = reach(settings, options, pool, on);
  const attendance = { signal, onSent: onUpload && uploadsOf(settings, onUpload) };
  const { cases, facts: told } = await runTable(settings, send, attendance, pool, on);
  const waited = inVain();
  const facts = { ...told, ...(waited === undefined ? {} : { waited }) };
  // The search is not part of the table: one of the shards does all of it.
  const isSearched = search !== undefined && (shard === undefined || shard.index === 1);
  if (!isSearched || facts.preflight.kind !== 'accepted' || signal?.aborted) return { cases, facts };
  // Loaded on demand, because its library takes time to load.
  const { searchBeyond } = await import('./explore/search.ts');
  const used = { ...facts, startedAt };
  const note = (text: string): void => on({ kind: 'note', text });
  const found = await searchBeyond(settings, search, used, send, note, attendance);
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
  attendance: Attendance,
  pool: Pool,
  on: (event: RunEvent) => void,
): Promise<Ran> {
  const table = contractCases(settings.contract);
  const selected = table.filter(({ id }) => settings.selected.includes(id));
  const { result, finished } = startRun(table, selected, settings, send, attendance, pool);
  const ended = selected.map(async ({ id }) => {
    const reported = await result(id);
    on({ kind: 'case', result: reported });
    return reported;
  });
  const [facts, ...cases] = await Promise.all([finished, ...ended]);
  return { cases: [...cases, ...facts.preflightCases], facts };
}
