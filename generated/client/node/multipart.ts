// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Form } from '../platform.ts';

/** The bytes before and after the file's in a multipart/form-data body (RFC 7578). */
export interface Frame {
  contentType: string;
  head: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
}

/** Frames a file, the last part, with the text fields before it, so that a server can reject before the file arrives. */
export function frameFile({ fields, fileField, file }: Form, boundary = randomBoundary()): Frame {
  const encoder = new TextEncoder();
  const texts = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`);
  const fileHead =
    `--${boundary}\r\n${disposition(fileField)}; filename="${escapeName(file.name)}"\r\n` +
    `Content-Type: ${file.type}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: encoder.encode(texts.join('') + fileHead),
    tail: encoder.encode(`\r\n--${boundary}--\r\n`),
  };
}

const disposition = (name: string) => `Content-Disposition: form-data; name="${escapeName(name)}"`;

/** As in browsers (HTML, "multipart/form-data encoding algorithm"). */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Unguessable, so that nobody can craft a file that contains it. */
const randomBoundary = () => `----upload-${crypto.randomUUID()}`;
