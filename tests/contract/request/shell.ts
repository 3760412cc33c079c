/** Text for a POSIX shell. Variables of that shell may stand for values. */

const open = '\ue000';
const close = '\ue001';

/** Marks a shell variable in a text: private-use characters, which no real text contains. */
export const shellVariable = (name: string): string => `${open}${name}${close}`;

/** A variable as it is, and as URL-encoding changed it. */
const variables = /(\ue000\w+\ue001|%EE%80%80\w+%EE%80%81)/;

/** Percent-encodes every byte of a value with POSIX tools only. */
const percentEncoded = (name: string): string =>
  `$(printf %s "$${name}" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g')`;

/** A text as one word: bare or in single quotes, or in double quotes when it contains a variable. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !variables.test(text)) return text;
  const pieces = text.split(variables);
  if (pieces.length === 1) return `'${text.replaceAll("'", "'\\''")}'`;
  const inner = pieces.map((piece, index) => {
    if (index % 2 === 0) return piece.replace(/[\\$"`]/g, '\\$&');
    const encoded = piece.startsWith('%');
    const name = encoded ? piece.slice(9, -9) : piece.slice(1, -1);
    if (encoded) return percentEncoded(name);
    return /^\w/.test(pieces[index + 1] ?? '') ? `\${${name}}` : `$${name}`;
  });
  return `"${inner.join('')}"`;
}

/** The same in UTF-8, one character per byte. */
const variablesInBytes = /(\xee\x80\x80\w+\xee\x80\x81|%EE%80%80\w+%EE%80%81)/;

/** A command that prints exactly these bytes. `%b` requires octal numbers with a leading zero (POSIX printf). */
export function printCommand(bytes: Uint8Array): string {
  const pieces = Buffer.from(bytes).toString('latin1').split(variablesInBytes);
  const quoted = pieces.map((piece, index) =>
    index % 2 === 0
      ? `'${escapeBytes(piece)}'`
      : shellWord(piece.startsWith('%') ? piece : shellVariable(piece.slice(3, -3))),
  );
  return `printf %b ${quoted.filter((piece) => piece !== "''").join('') || "''"}`;
}

const escapeBytes = (bytes: string): string =>
  bytes
    .replaceAll('\\', '\\\\')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(/[^\x20-\x7e]|'/g, (byte) => `\\0${byte.charCodeAt(0).toString(8).padStart(3, '0')}`);
