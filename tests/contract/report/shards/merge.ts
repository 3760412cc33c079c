import type { Contract } from '../../../../spec/contract.ts';
import { contractCases } from '../../table.ts';
import { buildReport } from '../build-report.ts';
import { contractFacts } from '../contract-facts.ts';
import { acceptKnownFailures } from '../known-failures.ts';
import type { Report, ReportedCase, ReportedCleanup, SentCounts, ShardFacts } from '../report.ts';
import type { Preflight, ReportFacts } from '../run-facts.ts';
import { type NamedReport, type NamedShard, shardProblems, shardsOf } from './shard-problems.ts';

/**
 * Merges the reports of all shards of a run. The result is the report of the same run in one piece, except for times and
 * run ids. Known failures, strictness and totals are judged again, on the whole. Pure.
 *
 * @param docsUrl the reference site to link to. Default: the site that the shards link to.
 * @returns the report, or a sentence for each reason why the reports are not all the shards of one run.
 */
export function mergeShards(
  reports: readonly NamedReport[],
  contract: Contract,
  docsUrl?: string,
): Report | string[] {
  const problems = shardProblems(reports, contractFacts(contract));
  const shards = shardsOf(reports).toSorted((a, b) => a.shard.index - b.shard.index);
  const [first] = shards;
  if (problems.length > 0 || first === undefined) return problems;
  const { tool, deployment, strict, minCoverage, knownFailures } = first.report;
  const cases = casesOf(shards, contract);
  const entries = knownFailures.map(({ state: _, ...entry }) => entry);
  const { startedAt, durationMs } = timeOf(shards);
  const today = startedAt.toISOString().slice(0, 10);
  const report = buildReport({
    contract,
    tool,
    deployment,
    startedAt,
    durationMs,
    strict,
    minCoverage,
    docsUrl: docsUrl ?? first.report.docs,
    selection: first.shard.whole,
    ...acceptKnownFailures(cases, entries, contractCases(contract), contract, today),
    ...countsOf(shards),
    ...factsOf(shards),
  });
  const cleanup = cleanupOf(shards);
  return cleanup === undefined ? report : { ...report, cleanup };
}

/** The cases as they were judged, in the order of the table; explored cases once, at the end. */
function casesOf(shards: readonly NamedShard[], contract: Contract): ReportedCase[] {
  const byId = new Map<string, ReportedCase>();
  for (const { report, shard } of shards) {
    const judged = new Map(shard.judged.map((each) => [each.case, each]));
    for (const result of report.cases)
      if (!byId.has(result.id)) byId.set(result.id, asJudged(result, judged.get(result.id)));
  }
  const inTable = contractCases(contract).flatMap(({ id }) => byId.get(id) ?? []);
  const known = new Set(inTable.map(({ id }) => id));
  return [...inTable, ...[...byId.values()].filter(({ id }) => !known.has(id))];
}

/** Undoes the effect of known failures. */
function asJudged(
  result: ReportedCase,
  before: NonNullable<Report['shard']>['judged'][number] | undefined,
): ReportedCase {
  if (before === undefined) return result;
  const { reason: _, ...rest } = result;
  return {
    ...rest,
    verdict: before.verdict,
    ...(before.reason === undefined ? {} : { reason: before.reason }),
    checks: result.checks.map(({ known: _known, ...check }, index) => ({
      ...check,
      verdict: before.checks[index] ?? check.verdict,
    })),
  };
}

/** What one run would have sent: requests that several shards sent for other cases count once. */
function countsOf(shards: readonly NamedShard[]): SentCounts {
  const beside = new Map<string, SentCounts>();
  const own = new Set<string>();
  const totals = { requests: 0, accepted: 0, acceptedBytes: 0 };
  for (const { report, shard } of shards) {
    add(totals, report.counts);
    const besides = new Set(shard.beside.map((each) => each.case));
    for (const each of shard.beside) {
      add(totals, each, -1);
      if (!beside.has(each.case)) beside.set(each.case, each);
    }
    for (const { id } of report.cases) if (!besides.has(id)) own.add(id);
  }
  for (const [id, counts] of beside) if (!own.has(id)) add(totals, counts);
  return totals;
}

function add(totals: SentCounts, { requests, accepted, acceptedBytes }: SentCounts, times = 1): void {
  totals.requests += requests * times;
  totals.accepted += accepted * times;
  totals.acceptedBytes += acceptedBytes * times;
}

/** From worst to best; when shards differ, the worst counts. */
const kinds = ['set-up', 'broken', 'refused', 'doubted', 'accepted'];

function factsOf(
  shards: readonly NamedShard[],
): Pick<ReportFacts, 'preflight' | 'turnedAway' | 'lost' | 'cut' | 'waited'> {
  const facts = shards.map(({ shard }) => shard.facts);
  const [worst] = facts
    .map(({ preflight }) => preflight)
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const waited = facts.find((each) => each.waited !== undefined)?.waited;
  return {
    preflight: preflightOf(worst),
    turnedAway: facts.reduce((sum, each) => sum + each.turnedAway, 0),
    lost: facts.some(({ lost }) => lost),
    cut: facts.some(({ cut }) => cut),
    ...(waited === undefined ? {} : { waited }),
  };
}

function preflightOf(found: ShardFacts['preflight'] | undefined): Preflight {
  const { kind, note = '' } = found ?? { kind: 'accepted' };
  if (kind === 'broken') return { kind, note };
  // The shard stopped while it sent cases: each of them says so.
  if (kind === 'set-up' || kind === 'refused') return { kind, note, stop: '' };
  return { kind: 'accepted' };
}

function timeOf(shards: readonly NamedShard[]): { startedAt: Date; durationMs: number } {
  const starts = shards.map(({ report }) => Date.parse(report.startedAt));
  const ends = shards.map(({ report }, index) => (starts[index] ?? 0) + report.durationMs);
  const start = Math.min(...starts);
  return { startedAt: new Date(start), durationMs: Math.max(...ends) - start };
}

function cleanupOf(shards: readonly NamedShard[]): ReportedCleanup | undefined {
  const cleanups = shards.flatMap(({ report }) => report.cleanup ?? []);
  if (cleanups.length === 0) return undefined;
  const sum = (of: 'uploads' | 'done' | 'failed' | 'notRun'): number =>
    cleanups.reduce((total, each) => total + each[of], 0);
  const failures = new Map<string, number>();
  for (const { reason, uploads } of cleanups.flatMap((each) => each.failures))
    failures.set(reason, (failures.get(reason) ?? 0) + uploads);
  return {
    uploads: sum('uploads'),
    done: sum('done'),
    failed: sum('failed'),
    notRun: sum('notRun'),
    failures: [...failures].map(([reason, uploads]) => ({ reason, uploads })),
  };
}
