import type { PartHead } from '../case.ts';
import type { FileContent } from './content.ts';

/** The header lines of a part, each with its line break (RFC 7578, section 4). Pure. */
export const textPartHead = (name: string): string =>
  `Content-Disposition: form-data; name="${quote(name)}"\r\n`;

export function filePartHead(name: string, file: FileContent): string {
  const named = `name="${quote(name)}"`;
  const fileNamed = `filename="${quote(file.fileName)}"`;
  const lines = [
    `Content-Disposition: form-data; ${named}; ${fileNamed}`,
    ...(file.mediaType === undefined ? [] : [`Content-Type: ${file.mediaType}`]),
  ];
  const written = file.partHead === undefined ? lines : rewrite[file.partHead](lines, file);
  return written.map((line) => `${line}\r\n`).join('');
}

type Rewrite = (lines: string[], file: FileContent) => string[];

/** The same part with header lines as other clients write them. */
const rewrite: Record<PartHead, Rewrite> = {
  'transfer-encoding': (lines) => [...lines, 'Content-Transfer-Encoding: binary'],
  'content-length': (lines, { size }) => [...lines, `Content-Length: ${size}`],
  'lower-case': (lines) => lines.map((line) => line.replace(/^[^:]+/, (header) => header.toLowerCase())),
  unquoted: (lines) => lines.map((line) => line.replaceAll('"', '')),
  'file-name-first': (lines) =>
    lines.map((line) => line.replace(/(name="[^"]*"); (filename="[^"]*")/, '$2; $1')),
  'media-type-first': (lines) => lines.toReversed(),
  'extended-name': ([disposition, ...lines], { fileName }) => [
    `${disposition}; filename*=utf-8''${encodeURIComponent(fileName)}`,
    ...lines,
  ],
  folded: (lines) => lines.map((line) => line.replaceAll('; ', ';\r\n ')),
  'without-whitespace': (lines) => lines.map((line) => line.replace(/([:;]) /g, '$1')),
};

/** Names are raw UTF-8, with quotation marks and line breaks percent-encoded as in browsers. */
const quote = (text: string): string =>
  text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
