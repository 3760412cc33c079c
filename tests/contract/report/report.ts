import { contract, type RequirementId } from '../../../generated/contract.ts';
import type { CheckResult, Verdict } from '../judge/verdict.ts';
import type { ReportedKnownFailure } from '../run/known-failures.ts';
import type { RunFacts } from '../run/run.ts';
import { headlineOf } from './headline.ts';
import { notesOf } from './notes.ts';
import { overallVerdict, requirementVerdict, verdictUnder } from './overall.ts';

/** The report of a run, schema 1. Everything in it is redacted. Durations are in milliseconds, sizes in bytes. */
export interface Report {
  schema: 1;
  tool: { name: string; version: string };
  deployment: { baseUrl: string; clientId: string; accountId: string };
  startedAt: string;
  durationMs: number;
  verdict: 'conforms' | 'violates' | 'inconclusive';
  /** The verdict in a sentence, with what limits it: known failures, and a choice of cases. */
  headline: string;
  strict: boolean;
  /** Set where the tester chose some of the cases. */
  selection?: Selection;
  /** Why the run could not tell, or what it found out about the deployment as a whole; one sentence each. */
  notes: string[];
  counts: ReportCounts;
  requirements: ReportedRequirement[];
  /** The accepted failures that were given, and what became of them. */
  knownFailures: ReportedKnownFailure[];
  cases: ReportedCase[];
}

/** A choice of cases, and what made it. */
export interface Selection {
  chosen: number;
  of: number;
  /** `--only: two-files*`. */
  by: string;
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
  /** How many of its cases told whether the deployment keeps it. */
  told: number;
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
  selection?: Selection | undefined;
  cases: ReportedCase[];
  knownFailures: ReportedKnownFailure[];
}

/** Sums a run up. Pure. */
export function buildReport(facts: ReportFacts): Report {
  const { tool, deployment, startedAt, durationMs, strict, selection, cases, knownFailures } = facts;
  const requirements = contract.requirements.map((requirement) => summarise(requirement, cases));
  const verdict = overallVerdict(facts);
  return {
    schema: 1,
    tool,
    deployment,
    startedAt: startedAt.toISOString(),
    durationMs,
    verdict,
    headline: headlineOf({ verdict, selection, cases, knownFailures }),
    strict,
    ...(selection === undefined ? {} : { selection }),
    notes: notesOf(facts, requirements),
    counts: countsOf(facts),
    requirements,
    knownFailures,
    cases,
  };
}

function countsOf({ cases, requests, accepted, acceptedBytes }: ReportFacts): ReportCounts {
  const tally = (verdict: Verdict) => cases.filter((result) => result.verdict === verdict).length;
  return {
    cases: cases.length,
    pass: tally('pass'),
    warn: tally('warn'),
    fail: tally('fail'),
    inconclusive: tally('inconclusive'),
    skipped: tally('skipped'),
    knownFailures: cases.filter(({ checks }) => checks.some((check) => check.known !== undefined)).length,
    requests,
    accepted,
    acceptedBytes,
  };
}

function summarise(
  { id, level, statement, source }: (typeof contract.requirements)[number],
  cases: readonly ReportedCase[],
): ReportedRequirement {
  const citing = cases.filter(({ checks }) => checks.some((check) => check.requirement === id));
  const verdicts = citing.map((result) => verdictUnder(result, id));
  return {
    id,
    level,
    statement,
    source,
    verdict: requirementVerdict(verdicts),
    told: verdicts.filter((verdict) => verdict !== 'inconclusive' && verdict !== 'skipped').length,
    cases: citing.map((result) => result.id),
  };
}
