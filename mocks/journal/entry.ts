import { contract } from '../../generated/contract.ts';
import type { components } from '../../generated/journal.d.ts';
import type { PartFacts, Ruling } from '../../spec/rules.ts';
import type { ExchangeRecord } from '../exchange.ts';
import { type Mask, maskHeaders, maskOf, tokensSent } from '../mask.ts';

/** An exchange as the journal shows it (described in `spec/journal.yaml`). */
export type Exchange = components['schemas']['Exchange'];

/** What the journal keeps of an exchange: no more than it may show, so that 500 of them stay small. */
export type Entry = Omit<ExchangeRecord, 'upload'> & {
  id: number;
  /** What is masked when the entry is shown, beside the mock's own tokens. */
  tokensSent: readonly string[];
  ruling: Ruling | undefined;
  complete: boolean | undefined;
  parts: readonly PartFacts[];
  partCount: number;
};

const mostParts = 50;

/** Characters. */
const longestText = 1000;

/** Takes from an exchange what the journal keeps: copies, so that nothing of the body stays alive behind them. */
export function entryOf(id: number, record: ExchangeRecord, tokens: readonly string[]): Entry {
  const { receivedAt, duration, method, path, headers, upload, answer } = record;
  const parts = upload?.body?.parts ?? [];
  const sent = tokensSent(record);
  const cut = cutter(() => maskOf([...tokens, ...sent]));
  return {
    id,
    receivedAt,
    duration,
    method,
    path,
    headers,
    answer,
    tokensSent: sent,
    ruling: upload?.ruling,
    complete: upload?.body?.complete,
    parts: parts.slice(0, mostParts).map((part) => withTexts(part, cut)),
    partCount: parts.length,
  };
}

const withTexts = (part: PartFacts, change: (text: string) => string): PartFacts =>
  part.kind === 'field'
    ? { ...part, name: change(part.name), value: change(part.value) }
    : {
        ...part,
        name: change(part.name),
        fileName: change(part.fileName),
        mediaType: change(part.mediaType),
      };

/**
 * What cuts texts. One that was cut out of another keeps all of that in memory; only bytes make a new one. A token must
 * be masked before, lest the cut leaves half of it.
 */
const cutter =
  (mask: () => Mask) =>
  (text: string): string => {
    if (text.length < 13) return text;
    const short = text.length > longestText ? mask()(text).slice(0, longestText) : text;
    return Buffer.from(short).toString();
  };

/** Shows an entry, tokens masked wherever they stand in what was sent and answered. */
export function show({ answer, ruling, complete, ...entry }: Entry, tokens: readonly string[]): Exchange {
  const secrets = [...tokens, ...entry.tokensSent];
  const mask = maskOf(secrets);
  return {
    id: entry.id,
    receivedAt: new Date(entry.receivedAt).toISOString(),
    duration: entry.duration,
    request: {
      method: entry.method,
      path: mask(entry.path),
      headers: maskHeaders(entry.headers, secrets, mask),
      ...(complete !== undefined && { complete }),
      parts: entry.parts.map((part) => withTexts(part, mask)),
      partCount: entry.partCount,
    },
    ...(ruling && { ruling: { ...ruling, statement: statementOf(ruling.requirement) } }),
    answered: answer === undefined ? 'gone' : (answer.fate ?? 'sent'),
    ...(answer && !answer.fate && { response: responseOf(answer, mask) }),
  };
}

type Response = NonNullable<Exchange['response']>;

const responseOf = ({ status, headers, body }: Response, mask: Mask): Response => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, mask(value)])),
  body: mask(body),
});

const statementOf = (id: string): string =>
  contract.requirements.find((requirement) => requirement.id === id)?.statement ?? '';
