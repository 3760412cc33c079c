import type { components } from '../../../generated/journal.d.ts';
import type { Contract } from '../../../spec/contract.ts';
import type { Ruling } from '../../../spec/rules.ts';
import type { HandledRequest } from '../../gate/handled-request.ts';
import { type Mask, maskHeaders, maskOf, tokensSent } from '../mask.ts';
import { type Kept, keptOf, withTexts } from './kept.ts';

/** An exchange as the journal shows it (described in `spec/journal.yaml`). */
export type JournalEntry = components['schemas']['JournalEntry'];

/** What the journal keeps of an exchange: no more than it may show, so that 500 of them stay small. */
export interface KeptEntry extends Kept {
  id: number;
  receivedAt: number;
  duration: number;
  /** Of the body, as far as it has come. */
  bytes: number;
  method: string;
  clientId: string | undefined;
  /** As the mock reads the header. */
  authorization: string | undefined;
  ruling: Ruling | undefined;
  complete: boolean | undefined;
  partCount: number;
  /** Whether the response has been delivered, or whatever became of it. */
  over: boolean;
}

/** Takes from an exchange what the journal keeps. */
export function entryOf(
  id: number,
  record: HandledRequest,
  contract: Contract,
  tokens: readonly string[],
): KeptEntry {
  const { receivedAt, duration, bytes, method, upload } = record;
  // Member by member: every upload passes here, and spreading takes several times as long.
  const { path, headers, parts, response, cut, size } = keptOf(record, contract, tokens);
  return {
    path,
    headers,
    parts,
    response,
    cut,
    size,
    id,
    receivedAt,
    duration,
    bytes,
    method,
    clientId: upload?.head.clientId,
    // Where something was cut, everything is masked already.
    authorization: cut ? undefined : upload?.head.authorization,
    ruling: upload?.ruling,
    complete: upload?.body?.complete,
    partCount: upload?.body?.parts.length ?? 0,
    over: false,
  };
}

/** Notes how an exchange ended. */
export function finish(entry: KeptEntry, { duration, bytes, upload, response }: HandledRequest): void {
  entry.over = true;
  entry.duration = duration;
  entry.bytes = bytes;
  entry.ruling = upload?.ruling;
  if (response === undefined) entry.response = undefined;
}

/** Shows an entry, tokens masked wherever they stand in what was sent and answered. */
export function show(
  { response, ruling, complete, ...entry }: KeptEntry,
  contract: Contract,
  tokens: readonly string[],
): JournalEntry {
  const secrets = [...tokens, ...tokensSent(entry.headers, contract, entry.authorization)];
  const mask = maskOf(secrets);
  return {
    id: entry.id,
    receivedAt: new Date(entry.receivedAt).toISOString(),
    duration: entry.duration,
    bytes: entry.bytes,
    over: entry.over,
    ...(entry.cut && { cut: true }),
    request: {
      method: entry.method,
      path: mask(entry.path),
      headers: maskHeaders(entry.headers, contract, secrets, mask),
      ...(complete !== undefined && { complete }),
      parts: entry.parts.map((part) => withTexts(part, mask)),
      partCount: entry.partCount,
    },
    ...(ruling && { ruling: { ...ruling, statement: statementOf(ruling.requirement, contract) } }),
    answered: answeredOf(response),
    ...(response && !response.fate && { response: responseOf(response, mask) }),
  };
}

export const answeredOf = (response: KeptEntry['response']): JournalEntry['answered'] =>
  response === undefined ? 'gone' : (response.fate ?? 'sent');

type Response = NonNullable<JournalEntry['response']>;

const responseOf = ({ status, headers, body }: Response, mask: Mask): Response => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, mask(value)])),
  body: mask(body),
});

const statementOf = (id: string, { requirements }: Contract): string =>
  requirements.find((requirement) => requirement.id === id)?.statement ?? '';
