import { contract } from '../../../generated/contract.ts';
import type { components } from '../../../generated/journal.d.ts';
import type { PartFacts, Ruling } from '../../../spec/rules.ts';
import type { ExchangeRecord } from '../../gate/exchange.ts';
import { type Mask, maskHeaders, maskOf, tokensSent } from '../mask.ts';
import { ownText } from '../own-text.ts';

/** An exchange as the journal shows it (described in `spec/journal.yaml`). */
export type Exchange = components['schemas']['Exchange'];

/** What the journal keeps of an exchange: no more than it may show, so that 500 of them stay small. */
export type Entry = Omit<ExchangeRecord, 'upload'> & {
  id: number;
  /** As the mock reads the header. */
  authorization: string | undefined;
  ruling: Ruling | undefined;
  complete: boolean | undefined;
  parts: readonly PartFacts[];
  partCount: number;
};

const mostParts = 50;

/** Characters. */
const longestText = 1000;

/** Takes from an exchange what the journal keeps. Every upload passes here, so nothing is copied without need. */
export function entryOf(id: number, record: ExchangeRecord, tokens: readonly string[]): Entry {
  const { receivedAt, duration, method, path, headers, upload, answer } = record;
  const parts = upload?.body?.parts ?? [];
  const authorization = upload?.head.authorization;
  return {
    id,
    receivedAt,
    duration,
    method,
    path,
    headers,
    answer,
    authorization,
    ruling: upload?.ruling,
    complete: upload?.body?.complete,
    parts: fitsAsItIs(parts)
      ? parts
      : shortened(parts, maskOf([...tokens, ...tokensSent(headers, authorization)])),
    partCount: parts.length,
  };
}

const fitsAsItIs = (parts: readonly PartFacts[]): boolean =>
  parts.length <= mostParts &&
  parts.every((part) => textsOf(part).every((text) => text.length <= longestText));

const textsOf = (part: PartFacts): string[] =>
  part.kind === 'field' ? [part.name, part.value] : [part.name, part.fileName, part.mediaType];

/**
 * Cuts long texts. A token is masked before, lest the cut leaves half of it; and since a text that was cut out of
 * another keeps all of that in memory, it is made anew.
 */
const shortened = (parts: readonly PartFacts[], mask: Mask): PartFacts[] =>
  parts
    .slice(0, mostParts)
    .map((part) =>
      withTexts(part, (text) =>
        text.length > longestText ? ownText(mask(text).slice(0, longestText)) : text,
      ),
    );

const withTexts = (part: PartFacts, change: (text: string) => string): PartFacts =>
  part.kind === 'field'
    ? { ...part, name: change(part.name), value: change(part.value) }
    : {
        ...part,
        name: change(part.name),
        fileName: change(part.fileName),
        mediaType: change(part.mediaType),
      };

/** Shows an entry, tokens masked wherever they stand in what was sent and answered. */
export function show({ answer, ruling, complete, ...entry }: Entry, tokens: readonly string[]): Exchange {
  const secrets = [...tokens, ...tokensSent(entry.headers, entry.authorization)];
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
