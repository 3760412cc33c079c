import { ownText } from '../../admin/own-text.ts';
import { bytes as tools } from './bytes.ts';
import { type HeaderValue, parseHeaderValue } from './header-value.ts';

/** The values in the header lines of a part. */
export interface PartHead {
  name: string;
  /** Undefined when the part has no file name, or an empty one: browsers send that when no file is selected. */
  fileName: string | undefined;
  /** Lower case, without parameters. */
  mediaType: string;
  charset: string | undefined;
}

/** Short heads that were parsed: a client's uploads repeat the heads of its fields. */
const known = new Map<string, PartHead>();
const mostKnown = 100;

/**
 * Parses the header lines of a part (RFC 7578, section 4).
 *
 * @param bytes the lines, without the empty line that ends them.
 * @returns undefined when they are malformed: no Content-Disposition, or one without a name.
 */
export function parsePartHead(bytes: Uint8Array): PartHead | undefined {
  const text = decode(bytes);
  // Substrings of a long head would keep all of it in memory.
  if (bytes.length > smallHead) return parse(text, ownText);
  const before = known.get(text);
  if (before !== undefined) return before;
  const head = parse(text, asItIs);
  if (known.size >= mostKnown) known.clear();
  if (head !== undefined) known.set(text, head);
  return head;
}

function parse(text: string, own: (text: string) => string): PartHead | undefined {
  const headers = parseHeaders(text);
  if (headers?.disposition === undefined) return undefined;

  const { parameters } = parseHeaderValue(headers.disposition);
  const name = parameters.get('name');
  const fileName = fileNameOf(parameters);
  if (name === undefined && fileName === undefined) return undefined;

  const contentType = parseHeaderValue(headers.contentType ?? defaultMediaType);
  return {
    name: own(name ?? ''),
    fileName: fileName && own(fileName),
    mediaType: own(contentType.value),
    charset: contentType.parameters.get('charset'),
  };
}

/** Bytes. */
const smallHead = 512;

const asItIs = (text: string): string => text;

/** The media type of a part without Content-Type (RFC 7578, section 4.4). */
const defaultMediaType = 'text/plain';

/** Names are nearly always UTF-8. Old clients send Latin-1, which is hardly ever valid UTF-8. */
function decode(bytes: Uint8Array): string {
  const text = tools.toUtf8(bytes);
  return text.includes('\ufffd') ? tools.toLatin1(bytes) : text;
}

interface PartHeaders {
  disposition?: string;
  contentType?: string;
}

/** Finds the headers that matter. The first of equal ones counts; a line without a name makes the head malformed. */
function parseHeaders(text: string): PartHeaders | undefined {
  const headers: PartHeaders = {};
  for (const line of unfold(text).split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    if (name === 'content-disposition') headers.disposition ??= line.slice(colon + 1);
    else if (name === 'content-type') headers.contentType ??= line.slice(colon + 1);
  }
  return headers;
}

/** A line that starts with whitespace continues the one before (RFC 5322, section 2.2.3). */
const unfold = (text: string): string => text.replace(/\r\n(?=[ \t])/g, '');

/** `filename*` is not allowed in forms, but .NET sends it (RFC 7578, section 4.2). It is the more exact of the two. */
function fileNameOf(parameters: HeaderValue['parameters']): string | undefined {
  const extended = parameters.get('filename*');
  const fileName = (extended && decodeExtended(extended)) || parameters.get('filename');
  return fileName === '' ? undefined : fileName;
}

/** Decodes `utf-8''na%C3%AFve.txt` (RFC 8187, section 3.2); returns invalid values as they are. */
function decodeExtended(value: string): string {
  const [, charset = '', encoded = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [];
  if (charset.toLowerCase() === 'iso-8859-1') return decodeURIComponent(latin1ToUtf8(encoded));
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

const latin1ToUtf8 = (encoded: string): string =>
  encoded.replace(/%([0-9a-f]{2})?/gi, (_, hex: string | undefined) =>
    encodeURIComponent(hex === undefined ? '%' : String.fromCharCode(Number.parseInt(hex, 16))),
  );
