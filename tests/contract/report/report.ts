import { contract, type RequirementId } from '../../../generated/contract.ts';
import { type CheckResult, type Verdict, worstOf } from '../judge/verdict.ts';
import { counted } from '../request/counted.ts';
import type { KnownFailureState, ReportedKnownFailure } from '../run/known-failures.ts';
import type { RunFacts } from '../run/run.ts';

/** The report of a run, schema 1. Everything in it is redacted. Durations are in milliseconds, sizes in bytes. */
export interface Report {
  schema: 1;
  tool: { name: string; version: string };
  deployment: { baseUrl: string; clientId: string; accountId: string };
  startedAt: string;
  durationMs: number;
  verdict: 'conforms' | 'violates' | 'inconclusive';
  strict: boolean;
  /** Why the run could not tell, or what it found out about the deployment as a whole; one sentence each. */
  notes: string[];
  counts: ReportCounts;
  requirements: ReportedRequirement[];
  /** The accepted failures that were given, and what became of them. */
  knownFailures: ReportedKnownFailure[];
  cases: ReportedCase[];
}

export interface ReportCounts {
  cases: number;
  pass: number;
  warn: number;
  fail: number;
  inconclusive: number;
  skipped: number;
  knownFailures: number;
  requests: number;
  /** Uploads that the deployment took: what the run left behind there. */
  accepted: number;
  acceptedBytes: number;
}

export interface ReportedRequirement {
  id: RequirementId;
  level: 'MUST' | 'SHOULD';
  statement: string;
  source: 'page' | 'reference';
  verdict: Verdict;
  cases: string[];
}

export interface ReportedCase {
  id: string;
  title: string;
  verdict: Verdict;
  durationMs: number;
  /** How often the case's requests were sent, the most for any of them. */
  attempts: number;
  /** Why the case was skipped or could not be judged. */
  reason?: string;
  checks: CheckResult[];
  exchanges: ReportedExchange[];
}

export interface ReportedExchange {
  startedAt: string;
  request: {
    method: string;
    url: string;
    headers: Record<string, string>;
  } & ({ parts: ReportedPart[]; flaw?: string } | { body: string });
  response: ReportedResponse | null;
  error: string | null;
  /** A line for a POSIX shell that sends the request again, with $UPLOAD_TOKEN in place of the token. */
  curl: string;
}

export interface ReportedResponse {
  status: number;
  reason: string;
  headers: Record<string, string>;
  /** The content as text, cut; or a word in parentheses about content that is none. */
  body: string;
  /** Bytes that were received. */
  size: number;
  durationMs: number;
}

export type ReportedPart =
  | { name: string; value: string }
  | { name: string; fileName: string; mediaType?: string; size: number };

/** What a report is made from: what the run found out, and what was asked of it. */
export interface ReportFacts extends Omit<RunFacts, 'findings'> {
  tool: Report['tool'];
  deployment: Report['deployment'];
  startedAt: Date;
  durationMs: number;
  strict: boolean;
  cases: ReportedCase[];
  knownFailures: ReportedKnownFailure[];
}

/** Sums a run up. Pure. */
export function buildReport(facts: ReportFacts): Report {
  const requirements = contract.requirements.map((requirement) => summarise(requirement, facts.cases));
  const { tool, deployment, startedAt, durationMs, strict, cases } = facts;
  const tally = (verdict: Verdict) => cases.filter((result) => result.verdict === verdict).length;
  return {
    schema: 1,
    tool,
    deployment,
    startedAt: startedAt.toISOString(),
    durationMs,
    verdict: overallVerdict(requirements, facts),
    strict,
    notes: notesOf(facts),
    counts: {
      cases: cases.length,
      pass: tally('pass'),
      warn: tally('warn'),
      fail: tally('fail'),
      inconclusive: tally('inconclusive'),
      skipped: tally('skipped'),
      knownFailures: cases.filter(({ checks }) => checks.some((check) => check.known !== undefined)).length,
      requests: facts.requests,
      accepted: facts.accepted,
      acceptedBytes: facts.acceptedBytes,
    },
    requirements,
    knownFailures: facts.knownFailures,
    cases,
  };
}

function summarise(
  requirement: (typeof contract.requirements)[number],
  cases: readonly ReportedCase[],
): ReportedRequirement {
  const citing = cases.filter(({ checks }) => checks.some((check) => check.requirement === requirement.id));
  const verdicts = citing.flatMap(({ checks }) =>
    checks.filter((check) => check.requirement === requirement.id).map((check) => check.verdict),
  );
  const { id, level, statement, source } = requirement;
  return {
    id,
    level,
    statement,
    source,
    verdict: requirementVerdict(verdicts),
    cases: citing.map((result) => result.id),
  };
}

/** One passing check tells about a requirement, even where others could not be judged. */
function requirementVerdict(verdicts: readonly Verdict[]): Verdict {
  const broken = worstOf(verdicts.filter((verdict) => verdict === 'fail' || verdict === 'warn'));
  if (broken !== 'skipped') return broken;
  return verdicts.includes('pass') ? 'pass' : worstOf(verdicts);
}

function overallVerdict(requirements: readonly ReportedRequirement[], facts: ReportFacts): Report['verdict'] {
  const has = (verdict: Verdict) => requirements.some((requirement) => requirement.verdict === verdict);
  const checks = facts.cases.flatMap((result) => result.checks);
  const warned = checks.some((check) => check.verdict === 'warn' && check.known === undefined);
  if (has('fail') || (facts.strict && warned)) return 'violates';
  // A list of known failures that has rotted would hide the next failure.
  if (facts.knownFailures.some(({ state }) => rotten.includes(state))) return 'violates';
  const unclearMust =
    !has('pass') || requirements.some(({ level, verdict }) => level === 'MUST' && verdict === 'inconclusive');
  return unclearMust || facts.turnedAway > 0 || facts.lost || facts.examination.kind === 'set-up'
    ? 'inconclusive'
    : 'conforms';
}

const rotten: readonly KnownFailureState[] = ['stale', 'expired', 'unmatched'];

const rottenReasons: Partial<Record<KnownFailureState, string>> = {
  stale: 'what it accepts passes now: remove it',
  expired: 'it has expired: mend the deployment, or renew it',
  unmatched: 'no case or requirement is called so',
};

function notesOf({ cases, examination, turnedAway, lost, knownFailures }: ReportFacts): string[] {
  const notes = 'note' in examination ? [examination.note] : [];
  if (lost) notes.push('The deployment stopped answering before all cases were sent: did it crash?');
  if (turnedAway > 0) {
    notes.push(
      `${counted(turnedAway, 'request was', 'requests were')} told to come back later too often, or for too long; --concurrency 1 may help.`,
    );
  }
  const skips = cases.filter(({ verdict }) => verdict === 'skipped').map(({ reason }) => reason);
  for (const reason of new Set(skips)) {
    const number = skips.filter((other) => other === reason).length;
    if (reason !== undefined) notes.push(`${counted(number, 'case was', 'cases were')} skipped: ${reason}.`);
  }
  for (const { state, requirement, case: id } of knownFailures) {
    const why = rottenReasons[state];
    if (why !== undefined)
      notes.push(`Known failure ${[id, requirement].filter(Boolean).join(' ')} is ${state}; ${why}.`);
  }
  return notes;
}
