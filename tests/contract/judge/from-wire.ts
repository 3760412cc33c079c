import type { Contract } from '../../../spec/contract.ts';
import { beginningOf } from '../request/content.ts';
import type { ResolvedRequest } from '../request/resolve.ts';
import type { SentStep } from '../wire/attempt.ts';
import type { ReceivedResponse } from '../wire/exchange.ts';
import type { JudgedResponse, SentUpload, StepFacts } from './facts.ts';

/** The members of an upload that a success repeats: its file and its account. */
export function uploadOf({ body }: ResolvedRequest, { fields }: Contract): SentUpload {
  if (body.kind !== 'multipart') return {};
  const file = body.parts.find((part) => 'file' in part);
  const account = body.parts.find((part) => 'text' in part && part.name === fields.account);
  return {
    ...(file !== undefined &&
      'file' in file && {
        file: { name: file.file.fileName, size: file.file.size, content: beginningOf(file.file) },
      }),
    ...(account !== undefined && 'text' in account && { accountId: account.text }),
  };
}

/** What the judge reads of a step that was sent. */
export const factsOfStep = (
  { sent, exchange, failedAttempts }: SentStep,
  contract: Contract,
): Omit<StepFacts, 'control'> => ({
  sent: uploadOf(sent, contract),
  exchange: { ...exchange, response: exchange.response && judgedResponse(exchange.response) },
  failedAttempts,
});

const judged = new WeakMap<ReceivedResponse, JudgedResponse>();

/** A response with its content as text. Decoded once, because many cases read a control. */
export function judgedResponse(response: ReceivedResponse): JudgedResponse {
  const { status, reason, headers, body } = response;
  const known = judged.get(response) ?? { status, reason, headers, text: body.toString('utf8') };
  judged.set(response, known);
  return known;
}
