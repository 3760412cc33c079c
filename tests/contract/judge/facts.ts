import type { ResolvedRequest } from '../request/resolve.ts';
import type { FailedAttempt } from '../wire/attempt.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { ShownType } from './success-body.ts';

/** What happened when a step was sent. */
export interface StepFacts {
  sent: ResolvedRequest;
  exchange: Exchange;
  /** What an earlier attempt at the same step met that the last one did not. */
  failedAttempts: readonly FailedAttempt[];
  /** What the step's control showed; undefined for a step without one. */
  control: ControlFacts | undefined;
}

/** What a control shows to the cases that rest on it. */
export interface ControlFacts {
  id: string;
  accepted: boolean;
  /** It was accepted or refused as its own case wants. */
  asWanted: boolean;
  /** It was refused, and no MUST wants it accepted: what rests on it does not apply to this deployment. */
  optional: boolean;
  shown: ShownType;
  durationMs: number;
  /** What it says of the upload is what was sent. */
  echoes: boolean;
  /** It shows the type that it has to show. */
  typeAsWanted: boolean;
  /** It states the size that was sent, or none. */
  sizeAsSent: boolean;
}

export interface JudgeSettings {
  token: string;
  /** Where a success shows the type; undefined when the deployment does not show it. */
  documentTypePointer: string | undefined;
  /** The tester's token, account or address looks wrong: a refused baseline says nothing about the deployment. */
  doubtful: boolean;
}
