import type { Contract } from '../../../spec/contract.ts';
import type { FailedAttempt } from '../wire/attempt.ts';
import type { Exchange, ReceivedResponse } from '../wire/exchange.ts';
/** What happened when a step was sent. */
export interface StepFacts {
  sent: SentUpload;
  exchange: JudgedExchange;
  /** What an earlier attempt at the same step met that the last one did not. */
  failedAttempts: readonly FailedAttempt[];
  /** What the step's control showed; undefined for a step without one. */
  control: ControlFacts | undefined;
}

/** What a success has to repeat of the upload. */
export interface SentUpload {
  /** `content` is there to be compared; `size` is in bytes. */
  file?: { name: string; size: number; content: Uint8Array | string };
  accountId?: string;
}

/** What the judge reads of an exchange: text, so that Postman's sandbox can tell it as well. */
export interface JudgedExchange extends Pick<Exchange, 'error' | 'durationMs'> {
  request: { target: string };
  response: JudgedResponse | null;
}

/** `text` is the content, decoded, as UTF-8. */
export type JudgedResponse = Pick<ReceivedResponse, 'status' | 'reason' | 'headers'> & { text: string };

/** What a response says the document type is. */
export type ShownType =
  | { visible: true; value: unknown }
  /** Why it can't be seen. */
  | { visible: false; reason: string };

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
  contract: JudgedContract;
  validators: Validators;
  token: string;
  /** Where a success shows the type; undefined when the deployment does not show it. */
  documentTypePointer: string | undefined;
  /** The tester's token, account or address looks wrong: a refused baseline says nothing about the deployment. */
  doubtful: boolean;
}

/** What judging takes from the contract once its checks are made. */
export type JudgedContract = Pick<Contract, 'recognisedDocumentTypes' | 'success' | 'problem'>;

/** What keeps a body from fitting the schema of a success or of a refusal, a sentence each. */
export interface Validators {
  success: Validate;
  problem: Validate;
}

export type Validate = (body: unknown) => string[];
