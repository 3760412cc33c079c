import type { PartFacts } from '../../../spec/rules.ts';
import { bytes } from './bytes.ts';
import type { PartHead } from './part-head.ts';

/** A part whose content is being read. */
export interface OpenPart {
  readonly head: PartHead;
  /** Bytes of content so far. */
  size: number;
  /** The content of a text field; that of a file is not kept. */
  readonly texts: Uint8Array[];
  /** How much of the break that ends the head is still to come before the content. */
  breakLeft: number;
}

export const openPart = (head: PartHead): OpenPart => ({ head, size: 0, texts: [], breakLeft: 2 });

export function partFacts({ head, size, texts }: OpenPart): PartFacts {
  const { name, fileName, mediaType } = head;
  if (fileName !== undefined) return { kind: 'file', name, fileName, mediaType, size };
  return { kind: 'field', name, value: decodeText(bytes.concat(texts), head.charset) };
}

/** Texts are UTF-8 unless their part says otherwise (RFC 7578, section 5.1.2). */
function decodeText(text: Uint8Array, charset: string | undefined): string {
  if (charset === undefined || charset.toLowerCase() === 'utf-8') return bytes.toUtf8(text);
  try {
    return new TextDecoder(charset).decode(text);
  } catch {
    return bytes.toUtf8(text);
  }
}
