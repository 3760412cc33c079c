/** The value of a header such as `form-data; name="file"`, and its parameters. */
export interface HeaderValue {
  /** In lower case. */
  value: string;
  /** By name in lower case; the first of equal names counts. */
  parameters: ReadonlyMap<string, string>;
}

// A value is quoted, or extends to the next semicolon; text after a closing quote is skipped.
const parameter = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?[^;]*|([^;]*))/gsy;
const skipped = /;?[^;]*/y;

/**
 * Parses a header value with parameters, in any order, quoted or not (RFC 9110, section 5.6.6). Skips invalid parts,
 * because a stricter server would lose real clients.
 */
export function parseHeaderValue(text: string): HeaderValue {
  const end = text.indexOf(';');
  const parameters = new Map<string, string>();
  let at = end === -1 ? text.length : end;
  while (at < text.length) {
    parameter.lastIndex = at;
    const match = parameter.exec(text);
    if (match === null) {
      skipped.lastIndex = at;
      skipped.exec(text);
      at = skipped.lastIndex;
      continue;
    }
    at = parameter.lastIndex;
    const name = (match[1] ?? '').toLowerCase();
    const value = match[2] === undefined ? (match[3] ?? '').trimEnd() : unescapeQuoted(match[2]);
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return { value: withoutParameters(text), parameters };
}

/** The value of a header before its parameters, in lower case. */
export function withoutParameters(text: string): string {
  const end = text.indexOf(';');
  return (end === -1 ? text : text.slice(0, end)).trim().toLowerCase();
}

/** In practice only quotes and backslashes are escaped; any other backslash belongs to a Windows path. */
const unescapeQuoted = (text: string): string =>
  text.includes('\\') ? text.replace(/\\(["\\])/g, '$1') : text;

/**
 * The boundary of a multipart media type: 1 to 70 characters (RFC 2046, section 5.1.1).
 *
 * @returns undefined when there is none, or an invalid one.
 */
export function boundaryOf(contentType: HeaderValue): string | undefined {
  const boundary = contentType.parameters.get('boundary') ?? '';
  return boundary.length >= 1 && boundary.length <= 70 ? boundary : undefined;
}
