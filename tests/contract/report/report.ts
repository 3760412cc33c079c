import type { RequirementId } from '../../../spec/requirements.ts';
import type { CheckResult, Verdict } from '../judge/verdict.ts';

/** The report of a run, schema 1. Everything in it is redacted. Durations are in milliseconds, sizes in bytes. */
export interface Report {
  schema: 1;
  tool: { name: string; version: string };
  /** The contract that the deployment was checked against. The hash tells two texts of a contract apart. */
  contract: { title: string; version: string; hash: string };
  deployment: {
    baseUrl: string;
    clientId: string;
    accountId: string;
    /** The deployment is the mock that was started for the run. */
    embedded?: true;
  };
  startedAt: string;
  durationMs: number;
  verdict: 'conforms' | 'violates' | 'inconclusive';
  /** The verdict in a sentence, with what limits it: known failures, and a choice of cases. */
  headline: string;
  /** The address of the contract's reference site, if known; it ends in a slash. */
  docs?: string;
  strict: boolean;
  /** Percent of the cases of a rule, or of each rule of a level, that must be conclusive, if less than all. */
  minCoverage?: Record<string, number>;
  /** Set when the tester chose some of the cases. */
  selection?: Selection;
  /** Set when the run is one of several shards: the values that merging needs. */
  shard?: ReportedShard;
  /** The outcome of removing the uploads that the run left behind, if a command was given. */
  cleanup?: ReportedCleanup;
  /** Why the run is inconclusive, or what it learned about the deployment as a whole; one sentence each. */
  notes: string[];
  counts: ReportCounts;
  requirements: ReportedRequirement[];
  /** The known failures that were given, and the state of each. */
  knownFailures: ReportedKnownFailure[];
  cases: ReportedCase[];
}

/** A choice of cases, and the options that made it. */
export interface Selection {
  chosen: number;
  of: number;
  /** `--only: two-files*`. */
  by: string;
}

/** A shard of a run, and the values that merging needs in addition to its cases. */
export interface ReportedShard {
  /** From 1. */
  index: number;
  count: number;
  /** The choice of all shards together; left out for the whole table. */
  whole?: Selection;
  /** The options that affect results and must be the same for all shards, named as for `verify`. */
  options: Record<string, string | number | boolean>;
  facts: ShardFacts;
  /** Requests sent for other cases; other shards may have sent them, too. */
  beside: (SentCounts & { case: string })[];
  /** The original verdicts of cases whose verdict known failures changed. */
  judged: { case: string; verdict: Verdict; reason?: string; checks: Verdict[] }[];
}

/** What a shard learned about the deployment as a whole. */
export interface ShardFacts {
  preflight: { kind: string; note?: string };
  turnedAway: number;
  lost: boolean;
  cut: boolean;
  /** Milliseconds spent waiting for a deployment that did not respond. */
  waited?: number;
}

/** How much the run sent, and how much of it the deployment accepted. */
export interface SentCounts {
  requests: number;
  accepted: number;
  acceptedBytes: number;
}

/** The results of `--cleanup-command`. */
export interface ReportedCleanup {
  /** Uploads to be removed. */
  uploads: number;
  done: number;
  failed: number;
  /** Uploads that there was no time to remove. */
  notRun: number;
  /** What went wrong, and for how many cases. */
  failures: { reason: string; uploads: number }[];
}

/** The number of cases for each verdict, and how much was sent. */
export interface ReportCounts {
  cases: number;
  pass: number;
  warn: number;
  fail: number;
  inconclusive: number;
  skipped: number;
  knownFailures: number;
  requests: number;
  /** Uploads that the deployment accepted, and that the run left behind there. */
  accepted: number;
  acceptedBytes: number;
}

/** A rule of the contract, with its verdict and the ids of its cases. */
export interface ReportedRequirement {
  id: RequirementId;
  level: 'MUST' | 'SHOULD';
  statement: string;
  source: 'page' | 'reference';
  verdict: Verdict;
  /** Why the rule does not apply to this endpoint; no case was sent for it. */
  notApplicable?: string;
  /** Number of its cases that were conclusive. */
  told: number;
  cases: string[];
  /** Its page on the reference site. */
  docs?: string;
}

/** A case with its verdict, checks and exchanges. */
export interface ReportedCase {
  id: string;
  title: string;
  verdict: Verdict;
  durationMs: number;
  /** How often the case's requests were sent: the largest number for any of them. */
  attempts: number;
  /** Why the case was skipped or could not be judged. */
  reason?: string;
  checks: CheckResult[];
  exchanges: ReportedExchange[];
  /** Its place on the reference site. */
  docs?: string;
}

/** A request and the response to it, redacted. */
export interface ReportedExchange {
  startedAt: string;
  request: {
    method: string;
    url: string;
    headers: Record<string, string>;
  } & ({ parts: ReportedPart[]; flaw?: string } | { body: string });
  response: ReportedResponse | null;
  error: string | null;
  /** A line for a POSIX shell that repeats the request, with $UPLOAD_TOKEN for the token. */
  curl: string;
}

/** The response of an exchange, redacted, then cut. */
export interface ReportedResponse {
  status: number;
  reason: string;
  headers: Record<string, string>;
  /** The content as text, cut, or a description in parentheses when it is not text. */
  body: string;
  /** Bytes received. */
  size: number;
  durationMs: number;
}

/** A part of a form. Of a file, it has only name, type and size. */
export type ReportedPart =
  | { name: string; value: string }
  | { name: string; fileName: string; mediaType?: string; size: number };

/** A failure that a team accepts for a while: of a case, of a requirement, or of a requirement in a case. */
export interface KnownFailure {
  case?: string;
  requirement?: string;
  reason: string;
  issue?: string;
  /** The last day on which it is accepted, `YYYY-MM-DD`. */
  expires?: string;
}

export type KnownFailureState =
  /** It explains broken checks of this run. */
  | 'matched'
  /** This run did not check what it accepts. */
  | 'not-run'
  /** What it accepts now passes. */
  | 'stale'
  | 'expired'
  /** No case or requirement has this id. */
  | 'unmatched';

export type ReportedKnownFailure = KnownFailure & { state: KnownFailureState };
