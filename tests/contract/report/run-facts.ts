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

/** What is found out about the deployment as a whole before the cases are sent. */
export type Preflight =
  | { kind: 'accepted' }
  /** The baseline was accepted, with a response that speaks of no upload. */
  | { kind: 'doubted' }
  /** The baseline was refused, and nothing else is known yet. */
  | { kind: 'refused'; note: string; stop: string }
  /** Nothing can be told: nobody responds there, or the tester's token, account or address looks wrong. */
  | { kind: 'set-up'; note: string; stop: string }
  /** The deployment itself breaks a rule. `stop` is set when no case can be judged. */
  | { kind: 'broken'; note: string; stop?: string };

/** What a run found out, beside the results of its cases. */
export interface RunFacts {
  requests: number;
  /** Uploads and bytes that the deployment accepted. */
  accepted: number;
  acceptedBytes: number;
  /** The same by case, controls and probes included. */
  sent: ReadonlyMap<string, SentCounts>;
  /** Milliseconds that were waited in vain for the deployment to respond. */
  waited?: number;
  /** Requests that were told to come back later, and were not waited for. */
  turnedAway: number;
  /** The deployment stopped responding before all cases were sent. */
  lost: boolean;
  /** Cases were not sent for lack of room under the caps, or of time. */
  cut: boolean;
  preflight: Preflight;
  /** Probes beyond the table that were taken: they tell which rule a deployment breaks that refuses the baseline. */
  preflightCases: ReportedCase[];
}

/** What a report is made from: what the run found out, and what was asked of it. */
export interface ReportFacts extends Omit<RunFacts, 'preflightCases' | 'sent'> {
  contract: Contract;
  tool: Report['tool'];
  deployment: Report['deployment'];
  startedAt: Date;
  durationMs: number;
  strict: boolean;
  minCoverage?: MinCoverage | undefined;
  selection?: Selection | undefined;
  shard?: ReportedShard | undefined;
  cases: ReportedCase[];
  knownFailures: ReportedKnownFailure[];
}
