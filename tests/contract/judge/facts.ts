import type { Contract } from '../../../spec/contract.ts';
import type { FailedAttempt } from '../wire/attempt.ts';
import type { Exchange, ReceivedResponse } from '../wire/exchange.ts';
/** What happened when a step was sent. */
export interface StepFacts {
  sent: SentUpload;
  exchange: JudgedExchange;
  /** What the first attempt at this step got, when the retry got something else. */
  failedAttempts: readonly FailedAttempt[];
  /** What the step's control showed; undefined when the step has none. */
  control: ControlFacts | undefined;
}

/** What a success has to say about the upload. */
export interface SentUpload {
  /** `content` is for comparison: the beginning, which a large file repeats. `size` is in bytes. */
  file?: { name: string; size: number; content: Uint8Array | string };
  accountId?: string;
}

/** What the judge reads of an exchange: text only, so that Postman's sandbox can provide it, too. */
export interface JudgedExchange extends Pick<Exchange, 'error' | 'durationMs'> {
  request: { target: string };
  response: JudgedResponse | null;
}

/** `text` is the content, decoded as UTF-8. */
export type JudgedResponse = Pick<ReceivedResponse, 'status' | 'reason' | 'headers'> & { text: string };

/** The document type that a response shows. */
export type ShownType =
  | { visible: true; value: unknown }
  /** Why it is not visible. */
  | { visible: false; reason: string };

/** What a control shows to the cases that depend on it. */
export interface ControlFacts {
  id: string;
  accepted: boolean;
  /** It was accepted or rejected as its own case expects. */
  asExpected: boolean;
  /** It was rejected, and no MUST requires it to be accepted: cases that depend on it do not apply to this deployment. */
  optional: boolean;
  shown: ShownType;
  durationMs: number;
  /** What the response says about the upload matches what was sent. */
  echoes: boolean;
  /** It shows the expected type. */
  typeAsExpected: boolean;
  /** It states the size that was sent, or none. */
  sizeAsSent: boolean;
}

export interface JudgeSettings {
  contract: JudgedContract;
  validators: Validators;
  token: string;
  /** Where a success shows the type; undefined when the deployment does not show it. */
  documentTypePointer: string | undefined;
  /** The tester's token, account or address looks wrong: a rejected baseline says nothing about the deployment. */
  doubtful: boolean;
}

/** What judging needs of the contract once its checks are made. */
export type JudgedContract = Pick<Contract, 'recognisedDocumentTypes' | 'success' | 'problem'>;

/** Why a body does not match the schema of a success or an error, one sentence each. */
export interface Validators {
  success: Validate;
  problem: Validate;
}

export type Validate = (body: unknown) => string[];
