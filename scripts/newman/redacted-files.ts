import fs, { type PathLike } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Writable } from 'node:stream';
import type { Redact } from '../../tests/contract/report/redact.ts';

/**
 * Redacts everything that this process writes to files from now on. Newman and its reporters write the token, in
 * variables and requests, under options and default names that nobody can list. A file that was written once may stay if
 * the process is killed, so the token is never written at all.
 */
export function redactWrittenFiles(redact: Redact): void {
  const { writeFile, writeFileSync, appendFile, appendFileSync, promises } = fs;
  const redacting = (write: unknown) =>
    function redacted(place: unknown, content: unknown, ...others: unknown[]): unknown {
      return (write as (...all: unknown[]) => unknown)(place, redactContent(content, redact), ...others);
    };
  Object.assign(fs, {
    writeFile: redacting(writeFile),
    writeFileSync: redacting(writeFileSync),
    appendFile: redacting(appendFile),
    appendFileSync: redacting(appendFileSync),
    createWriteStream: (path: PathLike) =>
      gathering((whole) => writeFileSync(path, redactContent(whole, redact) as Buffer | string)),
  });
  Object.assign(promises, {
    writeFile: redacting(promises.writeFile),
    appendFile: redacting(promises.appendFile),
  });
  syncBuiltinESMExports();
}

/** A secret may span several pieces of a stream, so the whole stream is buffered. */
function gathering(write: (whole: Buffer) => void): Writable {
  const pieces: Buffer[] = [];
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
    final(done) {
      write(Buffer.concat(pieces));
      done();
    },
  });
}

/** JSON stays JSON, and text without secrets stays the same, byte for byte. */
export function redactContent(content: unknown, redact: Redact): unknown {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return content;
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const json = parsed(text);
  const redacted = json === undefined ? redact(text) : redactJson(text, json.value, redact);
  return redacted === text ? content : redacted;
}

function redactJson(text: string, value: unknown, redact: Redact): string {
  const clean = redactValue(value, redact);
  return JSON.stringify(clean) === JSON.stringify(value) ? text : JSON.stringify(clean, null, 2);
}

function redactValue(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    // Newman stores contents as lists of bytes.
    const text = value.every((item) => Number.isInteger(item)) ? Buffer.from(value).toString() : '';
    const clean = redact(text);
    return clean === text ? value.map((item) => redactValue(item, redact)) : [...Buffer.from(clean)];
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redact(name), redactValue(member, redact)]),
  );
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
