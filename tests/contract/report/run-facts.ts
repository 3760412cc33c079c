import type { Contract } from '../../../spec/contract.ts';
import type { MinCoverage } from './min-coverage.ts';
import type {
  Report,
  ReportedCase,
  ReportedKnownFailure,
  ReportedShard,
  Selection,
  SentCounts,
} from './report.ts';

/** The result of the preflight check, which runs before the cases. */
export type Preflight =
  | { kind: 'accepted' }
  /** The baseline was accepted, with a response that does not describe an upload. */
  | { kind: 'doubted' }
  /** The baseline was rejected, and nothing else is known yet. */
  | { kind: 'refused'; note: string; stop: string }
  /** The run is inconclusive: nothing responds, or the tester's token, account or address looks wrong. */
  | { kind: 'set-up'; note: string; stop: string }
  /** The deployment itself breaks a rule. `stop` is set when no case can be judged. */
  | { kind: 'broken'; note: string; stop?: string };

/** What a run learned, in addition to the results of its cases. */
export interface RunFacts {
  requests: number;
  /** Uploads and bytes that the deployment accepted. */
  accepted: number;
  acceptedBytes: number;
  /** The same by case, controls and probes included. */
  sent: ReadonlyMap<string, SentCounts>;
  /** Milliseconds spent waiting for the deployment to respond. */
  waited?: number;
  /** Requests that got Retry-After, and were not repeated. */
  turnedAway: number;
  /** The deployment stopped responding before all cases were sent. */
  lost: boolean;
  /** Cases were not sent because a limit or the time was reached. */
  cut: boolean;
  preflight: Preflight;
  /** Accepted probes outside the table: they show which rule a deployment breaks that rejects the baseline. */
  preflightCases: ReportedCase[];
}

/** The input of a report: what the run learned, and its options. */
export interface ReportFacts extends Omit<RunFacts, 'preflightCases' | 'sent'> {
  contract: Contract;
  tool: Report['tool'];
  deployment: Report['deployment'];
  startedAt: Date;
  durationMs: number;
  strict: boolean;
  minCoverage?: MinCoverage | undefined;
  /** The reference site that the tester named. */
  docsUrl?: string | undefined;
  selection?: Selection | undefined;
  shard?: ReportedShard | undefined;
  cases: ReportedCase[];
  knownFailures: ReportedKnownFailure[];
}
