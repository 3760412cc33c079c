import { contract } from '../../generated/contract.ts';
import type { components } from '../../generated/journal.d.ts';
import type { PartFacts, Ruling } from '../../spec/rules.ts';
import type { ExchangeRecord } from '../exchange.ts';
import { masked, maskToken } from '../mask.ts';

/** An exchange as the journal shows it (described in `spec/journal.yaml`). */
export type Exchange = components['schemas']['Exchange'];

/** What the journal keeps of an exchange: no more than it may show, so that 500 of them stay small. */
export type Entry = Omit<ExchangeRecord, 'upload'> & {
  id: number;
  authorization: string | undefined;
  ruling: Ruling | undefined;
  complete: boolean | undefined;
  parts: readonly PartFacts[];
  partCount: number;
};

const mostParts = 50;

/** Characters. */
const longestText = 1000;

/** Takes from an exchange what the journal keeps: copies, so that nothing of the body stays alive behind them. */
export function entryOf(id: number, record: ExchangeRecord): Entry {
  const { receivedAt, duration, method, path, headers, upload, answer } = record;
  const parts = upload?.body?.parts ?? [];
  return {
    id,
    receivedAt,
    duration,
    method,
    path,
    headers,
    answer,
    authorization: upload?.head.authorization,
    ruling: upload?.ruling,
    complete: upload?.body?.complete,
    parts: parts.slice(0, mostParts).map(copied),
    partCount: parts.length,
  };
}

function copied(part: PartFacts): PartFacts {
  const name = cut(part.name);
  return part.kind === 'field'
    ? { ...part, name, value: cut(part.value) }
    : { ...part, name, fileName: cut(part.fileName), mediaType: cut(part.mediaType) };
}

/** A text that was cut out of another one keeps all of that in memory; only bytes make a new one. */
const cut = (text: string): string =>
  text.length < 13 ? text : Buffer.from(text.slice(0, longestText)).toString();

/** Shows an entry, its token masked wherever it stands. */
export function show({ authorization, answer, ruling, complete, ...entry }: Entry): Exchange {
  const exchange: Exchange = {
    id: entry.id,
    receivedAt: new Date(entry.receivedAt).toISOString(),
    duration: entry.duration,
    request: {
      method: entry.method,
      path: entry.path,
      headers: textsOf(entry.headers),
      ...(complete !== undefined && { complete }),
      parts: [...entry.parts],
      partCount: entry.partCount,
    },
    ...(ruling && { ruling: { ...ruling, statement: statementOf(ruling.requirement) } }),
    answered: answer === undefined ? 'gone' : (answer.fate ?? 'sent'),
    ...(answer && !answer.fate && { response: responseOf(answer) }),
  };
  return maskDeep(exchange, authorization) as Exchange;
}

type Response = NonNullable<Exchange['response']>;

const responseOf = ({ status, headers, body }: Response): Response => ({ status, headers, body });

const statementOf = (id: string): string =>
  contract.requirements.find((requirement) => requirement.id === id)?.statement ?? '';

const secretHeaders: ReadonlySet<string> = new Set([
  contract.authorizationHeader.toLowerCase(),
  'authorization',
  'proxy-authorization',
  'cookie',
]);

const textsOf = (headers: Entry['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.has(name) ? masked : String(value)]),
  );

/** Masks a token in every text of a value. */
function maskDeep(value: unknown, token: string | undefined): unknown {
  if (typeof value === 'string') return maskToken(value, token);
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, token));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskDeep(member, token)]));
}
