import { type BodyStore, type ContentReader, createBodyStore, storing } from '../body-store.ts';
import { malformed, valuesOf } from '../exchange.ts';
import { chunked } from './chunked.ts';
import type { ResponseHead } from './head.ts';

/**
 * RFC 9112, section 6.3: the length of the content.
 *
 * @throws ExchangeError when the head states it in a way that HTTP clients reject.
 */
export function contentReader(head: ResponseHead, method: string): ContentReader {
  const length = statedLength(head);
  const codings = transferCodings(head);
  if (codings.length > 0 && length !== undefined)
    throw malformed('it has both Transfer-Encoding and Content-Length');
  const store = createBodyStore();
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return sized(0, store);
  if (codings.includes('chunked')) return chunked(store);
  return length === undefined ? untilClosed(store) : sized(length, store);
}

function statedLength({ headers }: ResponseHead): number | undefined {
  const [value, second] = valuesOf(headers, 'content-length');
  if (value === undefined) return undefined;
  if (second !== undefined || value.includes(',')) throw malformed('it has more than one Content-Length');
  if (!/^\d+$/.test(value)) throw malformed('its Content-Length is not a number');
  if (!Number.isSafeInteger(Number(value))) throw malformed('its Content-Length is too large');
  return Number(value);
}

/** Without TE in the request only `chunked` is allowed (RFC 9112, section 7.4); `identity` is an obsolete word for none. */
function transferCodings({ headers }: ResponseHead): string[] {
  const codings = listOf(headers, 'transfer-encoding');
  const isKnown = codings.every((coding) => coding === 'chunked' || coding === 'identity');
  const endsChunked = !codings.includes('chunked') || codings.at(-1) === 'chunked';
  if (!isKnown || !endsChunked) throw malformed('its Transfer-Encoding is not chunked');
  return codings;
}

/** The members of a list field, from all its lines, in lower case. */
export const listOf = (headers: ResponseHead['headers'], name: string): string[] =>
  valuesOf(headers, name)
    .flatMap((value) => value.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '');

function sized(length: number, store: BodyStore): ContentReader {
  let missing = length;
  return storing(store, {
    push(bytes) {
      const mine = bytes.subarray(0, missing);
      missing -= mine.length;
      store.add(mine);
    },
    isDone: () => missing === 0,
  });
}

const untilClosed = (store: BodyStore): ContentReader => storing(store, { push: store.add });
