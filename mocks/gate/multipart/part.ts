import type { PartFacts } from '../../../spec/rules.ts';
import { bytes } from './bytes.ts';
import type { PartHead } from './part-head.ts';

/** A part whose content is being read. */
export interface OpenPart {
  readonly head: PartHead;
  /** Bytes of content so far. */
  size: number;
  /** The content of a text field; file contents are dropped. */
  readonly texts: Uint8Array[];
  /** The digest of a file's content, if needed. */
  readonly digest: Digest | undefined;
  /** How much of the line break after the head is still to come before the content. */
  breakLeft: number;
}

/** A SHA-256 in the making. */
export interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

export type CreateDigest = () => Digest;

export const openPart = (head: PartHead, createDigest?: CreateDigest): OpenPart => ({
  head,
  size: 0,
  texts: [],
  digest: head.fileName === undefined ? undefined : createDigest?.(),
  breakLeft: 2,
});

export function partFacts({ head, size, texts, digest }: OpenPart): PartFacts {
  const { name, fileName, mediaType } = head;
  if (fileName !== undefined) {
    const file: PartFacts = { kind: 'file', name, fileName, mediaType, size };
    return digest === undefined ? file : { ...file, sha256: digest.digest('hex') };
  }
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
