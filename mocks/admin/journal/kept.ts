import type { Contract } from '../../../spec/contract.ts';
import type { PartFacts } from '../../../spec/rules.ts';
import type { HandledRequest, MockResponse } from '../../gate/handled-request.ts';
import { type Mask, maskHeaders, maskOf, tokensSent } from '../mask.ts';
import { ownText } from '../own-text.ts';

/** What the journal keeps of a request and its response. */
export interface Kept {
  path: string;
  headers: HandledRequest['headers'];
  parts: readonly PartFacts[];
  response: MockResponse | undefined;
  /** Whether a text was cut. */
  cut: boolean;
  /** Approximate bytes of memory. */
  size: number;
}

type Headers = HandledRequest['headers'];

/** Longer texts are cut. Lengths are in characters. */
const most = { parts: 50, headers: 100, text: 1000, body: 10_000 };

/**
 * The parts of an exchange to keep, cut to what may be shown. Short values stay as they are, because every upload passes
 * here.
 *
 * @param tokens masked before cutting, so that no half of one is left.
 */
export function keptOf(record: HandledRequest, contract: Contract, tokens: readonly string[]): Kept {
  const { path, headers, upload, response } = record;
  const parts = upload?.body?.parts ?? [];
  const size = sizeOf(path, headers, parts, response);
  if (size < Infinity) return { path, headers, parts, response, cut: false, size };
  const secrets = [...tokens, ...tokensSent(headers, contract, upload?.head.authorization)];
  return cutDown({ path, headers, parts, response }, contract, secrets);
}

/** Bytes that an entry, each of its parts and each of its headers need in addition to their texts; a high estimate. */
const overhead = { entry: 1000, item: 100 };

/** A high estimate of the bytes of memory; Infinity when a text is too long. */
function sizeOf(
  path: string,
  headers: Headers,
  parts: readonly PartFacts[],
  response: MockResponse | undefined,
): number {
  const body = response?.body ?? '';
  if (path.length > most.text || parts.length > most.parts || body.length > most.body) return Infinity;
  let size = overhead.entry + 2 * (path.length + body.length) + sizeOfHeaders(headers);
  if (response !== undefined) size += sizeOfHeaders(response.headers);
  for (const part of parts)
    size +=
      part.kind === 'field'
        ? sizeOfTexts(part.name, part.value)
        : sizeOfTexts(part.name, part.fileName) + 2 * part.mediaType.length;
  return size;
}

function sizeOfHeaders(headers: Headers): number {
  let size = 0;
  let count = 0;
  for (const name in headers) {
    count += 1;
    size += sizeOfTexts(name, headers[name] ?? '');
  }
  return count > most.headers ? Infinity : size;
}

const sizeOfTexts = (name: string, value: string | readonly string[]): number =>
  name.length > most.text || value.length > most.text
    ? Infinity
    : overhead.item + 2 * (name.length + value.length);

/** Masks everything, and cuts long texts. */
function cutDown(
  { path, headers, parts, response }: Omit<Kept, 'cut' | 'size'>,
  contract: Contract,
  secrets: readonly string[],
): Kept {
  const mask = maskOf(secrets);
  const short = (text: string, length = most.text): string => cutText(mask(text), length);
  const shortHeaders = (all: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [short(name), short(value)]));
  const cut = {
    path: short(path),
    headers: shortHeaders(maskHeaders(firstOf(headers), contract, secrets, mask)),
    parts: parts.slice(0, most.parts).map((part) => withTexts(part, (text) => short(text))),
    response: response && {
      ...response,
      headers: shortHeaders(firstOf(response.headers)),
      body: short(response.body, most.body),
    },
  };
  return { ...cut, cut: true, size: sizeOf(cut.path, cut.headers, cut.parts, cut.response) };
}

const firstOf = <Value>(headers: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers).slice(0, most.headers));

/** A substring keeps the whole text in memory, so this makes a copy. */
const cutText = (text: string, length: number): string =>
  text.length > length ? ownText(text.slice(0, length)) : text;

export const withTexts = (part: PartFacts, change: Mask): PartFacts =>
  part.kind === 'field'
    ? { ...part, name: change(part.name), value: change(part.value) }
    : {
        ...part,
        name: change(part.name),
        fileName: change(part.fileName),
        mediaType: change(part.mediaType),
      };
