/** What the reader does with bytes: one reader for Node, whose Buffer is fast, and for browsers, which have none. */
export interface ByteTools {
  /** The same bytes, as these tools take them. */
  view(bytes: Uint8Array): Uint8Array;
  concat(pieces: readonly Uint8Array[]): Uint8Array;
  /** Where the wanted bytes start, from a place on; -1 when they are not there. */
  find(bytes: Uint8Array, wanted: Uint8Array, from: number): number;
  fromUtf8(text: string): Uint8Array;
  /** Header values come as Latin-1. */
  fromLatin1(text: string): Uint8Array;
  /** What is no UTF-8 becomes U+FFFD. */
  toUtf8(bytes: Uint8Array): string;
  toLatin1(bytes: Uint8Array): string;
}

/** With nothing but what every platform has. */
export const plainBytes: ByteTools = {
  view: (bytes) => bytes,
  concat(pieces) {
    const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  },
  find(bytes, wanted, from) {
    const [first = 0] = wanted;
    for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
      if (at + wanted.length > bytes.length) return -1;
      if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
    }
    return -1;
  },
  fromUtf8: (text) => new TextEncoder().encode(text),
  fromLatin1: (text) => Uint8Array.from(text, (character) => character.charCodeAt(0)),
  toUtf8: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  toLatin1(bytes) {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  },
};

const Native = globalThis.Buffer;

const nativeBytes: ByteTools = {
  view: (bytes) =>
    bytes instanceof Native ? bytes : Native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  concat: (pieces) => Native.concat(pieces),
  find: (bytes, wanted, from) => (bytes as Buffer).indexOf(wanted, from),
  fromUtf8: (text) => Native.from(text),
  fromLatin1: (text) => Native.from(text, 'latin1'),
  toUtf8: (bytes) => (bytes as Buffer).toString('utf8'),
  toLatin1: (bytes) => (bytes as Buffer).toString('latin1'),
};

/** Bundlers put no Buffer into a browser's program because of this: it is asked for, and not there. */
export const bytes: ByteTools = Native === undefined ? plainBytes : nativeBytes;
