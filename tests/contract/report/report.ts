import type { RequirementId } from '../../../spec/requirements.ts';
import type { CheckResult, Verdict } from '../judge/verdict.ts';

/** The report of a run, schema 1. Everything in it is redacted. Durations are in milliseconds, sizes in bytes. */
export interface Report {
  schema: 1;
  tool: { name: string; version: string };
  /** What the deployment was checked against. The hash tells one text of a contract from another. */
  contract: { title: string; version: string; hash: string };
  deployment: {
    baseUrl: string;
    clientId: string;
    accountId: string;
    /** It is the mock that was started for the run. */
    embedded?: true;
  };
  startedAt: string;
  durationMs: number;
  verdict: 'conforms' | 'violates' | 'inconclusive';
  /** The verdict in a sentence, with what limits it: known failures, and a choice of cases. */
  headline: string;
  /** The address of the contract's reference site, where one is known; it ends in a slash. */
  docs?: string;
  strict: boolean;
  /** Percent of the cases of a rule, or of each rule of a level, that must be told, where the tester asked for less than all. */
  minCoverage?: Record<string, number>;
  /** Set where the tester chose some of the cases. */
  selection?: Selection;
  /** Set where the run was one of several parts: what merging them takes. */
  shard?: ReportedShard;
  /** What became of the uploads that the run left behind, where a command was to remove them. */
  cleanup?: ReportedCleanup;
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

/** A part of a run, and what merging the parts takes beside their cases. */
export interface ReportedShard {
  /** From 1. */
  index: number;
  count: number;
  /** What was chosen for all shards together; left out for the whole table. */
  whole?: Selection;
  /** What decides on results, and must be the same for all shards; named as the options of `verify`. */
  options: Record<string, string | number | boolean>;
  facts: ShardFacts;
  /** What was sent for the sake of other cases, and may have been sent by other shards, too. */
  beside: (SentCounts & { case: string })[];
  /** The verdicts of cases as they were before known failures were accepted, where that changed them. */
  judged: { case: string; verdict: Verdict; reason?: string; checks: Verdict[] }[];
}

/** What a shard found out about the deployment as a whole. */
export interface ShardFacts {
  preflight: { kind: string; note?: string };
  turnedAway: number;
  lost: boolean;
  cut: boolean;
  /** Milliseconds that were waited in vain for a deployment to respond. */
  waited?: number;
}

/** How much was sent, and how much of it the deployment took. */
export interface SentCounts {
  requests: number;
  accepted: number;
  acceptedBytes: number;
}

/** What became of the uploads that `--cleanup-command` was to remove. */
export interface ReportedCleanup {
  /** Uploads that were to be removed. */
  uploads: number;
  done: number;
  failed: number;
  /** Uploads that the time did not suffice for. */
  notRun: number;
  /** What went wrong, and in how many cases. */
  failures: { reason: string; uploads: number }[];
}

/** How many cases came out how, and how much was sent. */
export interface ReportCounts {
  cases: number;
  pass: number;
  warn: number;
  fail: number;
  inconclusive: number;
  skipped: number;
  knownFailures: number;
  requests: number;
  /** Uploads that the deployment accepted: what the run left behind there. */
  accepted: number;
  acceptedBytes: number;
}

/** A rule of the contract, with the verdict on it and the ids of its cases. */
export interface ReportedRequirement {
  id: RequirementId;
  level: 'MUST' | 'SHOULD';
  statement: string;
  source: 'page' | 'reference';
  verdict: Verdict;
  /** Why the rule has nothing to say about this endpoint; no case was sent for it. */
  notApplicable?: string;
  /** How many of its cases told whether the deployment keeps it. */
  told: number;
  cases: string[];
  /** Its page of the reference site. */
  docs?: string;
}

/** A case with its verdict, the checks that made it, and what went over the wire. */
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
  /** Its place in the reference site. */
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
  /** A line for a POSIX shell that sends the request again, with $UPLOAD_TOKEN in place of the token. */
  curl: string;
}

/** The response of an exchange, redacted and cut. */
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

/** A part of a form; of a file no more than its name, type and size. */
export type ReportedPart =
  | { name: string; value: string }
  | { name: string; fileName: string; mediaType?: string; size: number };

/** A failure that a team accepts for a while: a case, a requirement, or the one in the other. */
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
  /** What it accepts was not looked at in this run. */
  | 'not-run'
  /** What it accepts passes by now. */
  | 'stale'
  | 'expired'
  /** No case or requirement is called so. */
  | 'unmatched';

export type ReportedKnownFailure = KnownFailure & { state: KnownFailureState };
