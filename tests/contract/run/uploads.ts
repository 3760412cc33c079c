import type { ContractCase } from '../case.ts';
import type { Settings } from '../settings.ts';
import type { SentStep } from '../wire/attempt.ts';
import { isAccepted } from '../wire/exchange.ts';

/** An upload that a deployment accepted, even one that it should have rejected. Nothing is redacted. */
export interface AcceptedUpload {
  /** The id of the case. */
  case: string;
  url: string;
  status: number;
  /** The body of the response, cut when very long. */
  body: Buffer;
}

/** Picks the uploads out of the steps of a run. A request without a body leaves nothing behind. */
export const uploadsOf =
  ({ baseUrl }: Pick<Settings, 'baseUrl'>, onUpload: (upload: AcceptedUpload) => void) =>
  ({ id }: ContractCase, { sent, exchange: { request, response } }: SentStep): void => {
    if (response === null || !isAccepted(response) || sent.body.kind === 'none') return;
    const { status, body } = response;
    onUpload({ case: id, url: new URL(baseUrl).origin + request.target, status, body });
  };
