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
  /** Whether something was cut. */
  cut: boolean;
}

/** What is longer is cut. Texts are in characters. */
const most = { parts: 50, headers: 100, text: 1000, body: 10_000 };

/**
 * What is kept, cut to what may be shown. Whatever is not too long stays as it is: every upload passes here.
 *
 * @param tokens are masked before something is cut, lest half of one is left.
 */
export function keptOf(record: HandledRequest, contract: Contract, tokens: readonly string[]): Kept {
  const { path, headers, upload, response } = record;
  const kept = { path, headers, parts: upload?.body?.parts ?? [], response, cut: false };
  if (fits(kept)) return kept;
  const secrets = [...tokens, ...tokensSent(headers, contract, upload?.head.authorization)];
  return cutDown(kept, contract, secrets);
}

function fits({ path, headers, parts, response }: Kept): boolean {
  if (path.length > most.text || parts.length > most.parts) return false;
  if (!headersFit(headers)) return false;
  if (response !== undefined && (response.body.length > most.body || !headersFit(response.headers)))
    return false;
  return parts.every((part) =>
    part.kind === 'field'
      ? part.name.length <= most.text && part.value.length <= most.text
      : Math.max(part.name.length, part.fileName.length, part.mediaType.length) <= most.text,
  );
}

function headersFit(headers: HandledRequest['headers']): boolean {
  let count = 0;
  for (const name in headers) {
    count += 1;
    if (name.length > most.text || (headers[name]?.length ?? 0) > most.text) return false;
  }
  return count <= most.headers;
}

/** Masks everything, and cuts what is too long. */
function cutDown(
  { path, headers, parts, response }: Kept,
  contract: Contract,
  secrets: readonly string[],
): Kept {
  const mask = maskOf(secrets);
  const short = (text: string, length = most.text): string => cutText(mask(text), length);
  const shortHeaders = (all: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all)
        .slice(0, most.headers)
        .map(([name, value]) => [short(name), short(value)]),
    );
  return {
    path: short(path),
    headers: shortHeaders(maskHeaders(headers, contract, secrets, mask)),
    parts: parts.slice(0, most.parts).map((part) => withTexts(part, (text) => short(text))),
    response: response && {
      ...response,
      headers: shortHeaders(response.headers),
      body: short(response.body, most.body),
    },
    cut: true,
  };
}

/** A text that was cut out of another keeps all of that in memory, so it is made anew. */
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

/** What an entry, each of its parts and each of its headers take up beside their texts, in bytes; rather too much. */
const overhead = { entry: 1000, item: 100 };

/** About how many bytes of memory this takes up: never less than it does. */
export function sizeOf({ path, headers, parts, response }: Kept): number {
  let items = parts.length;
  let characters = path.length + (response?.body.length ?? 0);
  for (const all of [headers, response?.headers ?? {}]) {
    for (const name in all) {
      items += 1;
      characters += name.length + (all[name]?.length ?? 0);
    }
  }
  for (const part of parts) {
    characters += part.name.length;
    characters += part.kind === 'field' ? part.value.length : part.fileName.length + part.mediaType.length;
  }
  return overhead.entry + overhead.item * items + 2 * characters;
}
