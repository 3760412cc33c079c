import type { components } from '../../../generated/journal.d.ts';
import type { Contract } from '../../../spec/contract.ts';
import type { Ruling } from '../../../spec/rules.ts';
import type { HandledRequest } from '../../gate/handled-request.ts';
import { type Mask, maskHeaders, maskOf, tokensSent } from '../mask.ts';
import { type Kept, keptOf, withTexts } from './kept.ts';

/** A journal entry as it is shown (see `spec/journal.yaml`). */
export type JournalEntry = components['schemas']['JournalEntry'];

/** What the journal keeps of an exchange: only what it may show, so that 500 entries stay small. */
export interface KeptEntry extends Kept {
  id: number;
  receivedAt: number;
  duration: number;
  /** Bytes of the body received so far. */
  bytes: number;
  method: string;
  clientId: string | undefined;
  /** As the mock reads the header. */
  authorization: string | undefined;
  ruling: Ruling | undefined;
  complete: boolean | undefined;
  partCount: number;
  /** The outcome of delivering the response. */
  over: boolean;
}

/** Copies what the journal keeps of an exchange. */
export function entryOf(
  id: number,
  record: HandledRequest,
  contract: Contract,
  tokens: readonly string[],
): KeptEntry {
  const { receivedAt, duration, bytes, method, upload } = record;
  // Copies each member by name: every upload passes here, and spreading takes several times as long.
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
    // A text that was cut is already masked.
    authorization: cut ? undefined : upload?.head.authorization,
    ruling: upload?.ruling,
    complete: upload?.body?.complete,
    partCount: upload?.body?.parts.length ?? 0,
    over: false,
  };
}

/** Records how an exchange ended. */
export function finish(entry: KeptEntry, { duration, bytes, upload, response }: HandledRequest): void {
  entry.over = true;
  entry.duration = duration;
  entry.bytes = bytes;
  entry.ruling = upload?.ruling;
  if (response === undefined) entry.response = undefined;
}

/** Shows an entry, with tokens masked anywhere in the request and the response. */
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
