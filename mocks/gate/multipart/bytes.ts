/** Byte operations for the reader: Buffer in Node, which is fast, and plain functions in browsers. */
export interface ByteTools {
  /** The same bytes in the type that these functions take. */
  view(bytes: Uint8Array): Uint8Array;
  concat(pieces: readonly Uint8Array[]): Uint8Array;
  /** The index of the bytes, from a position on; -1 when there are none. */
  find(bytes: Uint8Array, part: Uint8Array, from: number): number;
  fromUtf8(text: string): Uint8Array;
  /** Decodes header values as Latin-1. */
  fromLatin1(text: string): Uint8Array;
  /** Bytes that are not UTF-8 become U+FFFD. */
  toUtf8(bytes: Uint8Array): string;
  toLatin1(bytes: Uint8Array): string;
}

/** With standard APIs only. */
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
  find(bytes, part, from) {
    const [first = 0] = part;
    for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
      if (at + part.length > bytes.length) return -1;
      if (part.every((byte, index) => bytes[at + index] === byte)) return at;
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
  find: (bytes, part, from) => (bytes as Buffer).indexOf(part, from),
  fromUtf8: (text) => Native.from(text),
  fromLatin1: (text) => Native.from(text, 'latin1'),
  toUtf8: (bytes) => (bytes as Buffer).toString('utf8'),
  toLatin1: (bytes) => (bytes as Buffer).toString('latin1'),
};

/** Looked up at run time, so that bundlers do not add a Buffer polyfill to a browser's program. */
export const bytes: ByteTools = Native === undefined ? plainBytes : nativeBytes;
