import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { createBodyStore } from '../body-store.ts';
import { ExchangeError, malformed, type ReceivedResponse } from '../exchange.ts';
import { listOf } from './content.ts';

/** The maximum in undici and curl; each coding costs time. */
const mostCodings = 5;

const decoders = new Map<string, (content: Buffer) => Transform>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  // Some servers send the bare format (RFC 9110, section 8.4.1.2). A zlib header begins with the method in four bits.
  ['deflate', ([first = 0]) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw())],
  ['br', () => createBrotliDecompress()],
]);

/**
 * Undoes the content codings (RFC 9110, section 8.4). If one of them is unknown, all stay, as in fetch. Limits the
 * decoded size like the content itself.
 *
 * @throws ExchangeError when the content does not have the coding, or ends inside it. Undici and curl ignore that and
 * return what there is.
 */
export async function decodeContent(
  response: ReceivedResponse,
  signal: AbortSignal,
): Promise<ReceivedResponse> {
  const codings = listOf(response.headers, 'content-encoding');
  if (codings.length > mostCodings) throw malformed(`it has more than ${mostCodings} content codings`);
  const applied = codings.filter((coding) => coding !== 'identity');
  if (response.body.length === 0 || !applied.every((coding) => decoders.has(coding))) return response;
  let { body, cut } = response;
  for (const coding of applied.toReversed()) ({ body, cut } = await undo(coding, { body, cut }, signal));
  return { ...response, body, cut };
}

type Content = Pick<ReceivedResponse, 'body' | 'cut'>;

async function undo(coding: string, { body, cut }: Content, signal: AbortSignal): Promise<Content> {
  const store = createBodyStore();
  const decoder = decoders.get(coding)?.(body);
  decoder?.end(body);
  try {
    for await (const piece of decoder ?? []) {
      if (signal.aborted)
        throw new ExchangeError('timeout', 'the response was not decoded within the time-out');
      store.add(piece);
      if (store.cut) break;
    }
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    const endsInside = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    // Content that this side cut ends inside its coding, which is not a fault.
    if (!(cut && endsInside))
      throw malformed(endsInside ? `its content ends inside ${coding}` : `its content is not ${coding}`);
  }
  return { body: store.kept(), cut: cut || store.cut };
}
