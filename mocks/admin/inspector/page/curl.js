// @ts-check
import { facts } from './facts.js';
import { hasUnseen, visible } from './visible.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */
/** @typedef {Entry['request']['parts'][number]} Part */

/** Headers that curl sends itself, or that belong to a connection or a browser. */
const passedOver =
  /^(host|connection|keep-alive|content-length|transfer-encoding|expect|user-agent|accept(-.*)?|cache-control|pragma|origin|referer|cookie|dnt|te|upgrade.*|sec-.*|priority)$/;

/** @typedef {{ words: string[], leftOut: string[] }} Line the words of the line, and why some are left out */

/**
 * The line that repeats the request from a shell. Values that the journal does not keep are variables: `$TOKEN`, or one
 * for another header that looks secret.
 *
 * @param {Entry} exchange
 * @param {string} root
 */
export const curlLine = (exchange, root) => lineOf(exchange, root).words.join(' \\\n  ');

/** What the line leaves out, and why. @param {Entry} exchange */
export const leftOutOf = (exchange) => lineOf(exchange, '').leftOut;

/** @param {Entry} exchange @param {string} root @returns {Line} */
function lineOf({ request, cut }, root) {
  const { method, path, headers, parts, partCount } = request;
  const sent = parts.map(partLine);
  const form = sent.flatMap(({ words }) => words);
  const named = sentHeaders(headers).filter(([name]) => parts.length === 0 || name !== 'content-type');
  const lines = [...named.map(headerLine), ...sent];
  const words = [`curl -i -g ${quote(root + urlPath(path))}`, ...targetWords(path)];
  if (form.length === 0 || method !== 'POST') words.push(`-X ${quote(method)}`);
  words.push(...lines.flatMap((line) => line.words));
  if (parts.length === 0 && hasBody(headers)) words.push('--data-binary @body');
  const leftOut = lines.flatMap((line) => line.leftOut);
  if (partCount > parts.length)
    leftOut.push(`Only the first ${parts.length} of ${partCount} parts are kept.`);
  if (cut) leftOut.push('Long texts are kept in part only.');
  return { words, leftOut };
}

/** @param {string} path */
const urlPath = (path) => (path.startsWith('/') && !path.includes('#') ? path : '/');

/** Characters that a URL path cannot contain, or that would change it. @param {string} path */
function targetWords(path) {
  if (path !== urlPath(path)) return path === '' ? [] : [`--request-target ${quote(path)}`];
  return /\/\.\.?(\/|$)/.test(path) ? ['--path-as-is'] : [];
}

/** Whether the line needs a file `body`, because the body was not kept. @param {Entry} exchange */
export const needsBody = ({ request }) => request.parts.length === 0 && hasBody(request.headers);

/** @param {Record<string, string>} headers */
const hasBody = (headers) => 'transfer-encoding' in headers || (headers['content-length'] ?? '0') !== '0';

/** @param {Record<string, string>} headers */
const sentHeaders = (headers) => Object.entries(headers).filter(([name]) => !passedOver.test(name));

/** The variables to set first. @param {Entry} exchange */
export const variablesOf = ({ request }) => [
  ...new Set(
    sentHeaders(request.headers).flatMap((header) =>
      header[1].includes('***') && isHeader(...header) ? variableOf(...header) : [],
    ),
  ),
];

/**
 * A token may be in any header, and a masked value may be another secret. The variable is named after the header, but
 * never like one that other tools set, such as AWS_SECRET_ACCESS_KEY.
 *
 * @param {string} name @param {string} value
 */
function variableOf(name, value) {
  if (value !== '***' || name === facts.credential?.header.toLowerCase()) return 'TOKEN';
  const variable = name.toUpperCase().replace(/\W/g, '_');
  return variable.startsWith('X_') ? variable : `HEADER_${variable}`;
}

/** A token and a field value (RFC 9110, section 5). curl reads a file for what starts with `@`. @param {string} name @param {string} value */
const isHeader = (name, value) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\0\r\n]/.test(value);

/** @param {[string, string]} header @returns {Line} */
function headerLine([name, value]) {
  if (!isHeader(name, value)) return without(`The header ${name} is left out: curl cannot send it.`);
  if (!value.includes('***')) return line(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  return line(`-H ${filledIn(`${name}: ${value}`, `$${variableOf(name, value)}`)}`);
}

/** A word that contains a shell variable. @param {string} text @param {string} variable */
function filledIn(text, variable) {
  const plain = /^[\w ./:;,=@*+()-]+$/.test(text);
  if (plain) return `"${text.replaceAll('***', () => variable)}"`;
  return text
    .split('***')
    .map((piece) => (piece === '' ? '' : quote(piece)))
    .join(`"${variable}"`);
}

/** @param {Part} part @returns {Line} */
function partLine(part) {
  const { name } = part;
  // curl ends a name at the first `=`, and may read a file named after it.
  if (name === '' || /[=\0]/.test(name))
    return without(`The part ${name || 'without a name'} is left out: curl cannot send its name.`);
  if (part.kind === 'file') return fileLine(part);
  if (part.value.includes('\0'))
    return without(`The part ${name} is left out: a shell cannot pass its value.`);
  return line(`--form-string ${quote(`${name}=${part.value}`)}`);
}

/** @param {Extract<Part, { kind: 'file' }>} part @returns {Line} */
function fileLine({ name, fileName, mediaType }) {
  if (fileName.includes('\0'))
    return without(`The file in ${name} is left out: a shell cannot pass its name.`);
  const isType = mediaTypeName.test(mediaType);
  const isNear = isNameAlone(fileName);
  const file = inQuotes(isNear ? fileName : 'content');
  const type = isType ? `;type=${mediaType}` : '';
  const leftOut = [];
  if (!isType) leftOut.push(`The type of the file in ${name} is left out: it is not a media type.`);
  if (!isNear)
    leftOut.push(`The file in ${name} is read from “content”, not from where its name would lead.`);
  return { words: [`-F ${quote(`${name}=@${file};filename=${inQuotes(fileName)}${type}`)}`], leftOut };
}

/**
 * A media type contains none of curl's special characters (RFC 6838, section 4.2): a comma would make curl read another
 * file.
 */
const mediaTypeName = /^[a-z\d][a-z\d!#$&^_.+-]{0,126}\/[a-z\d][a-z\d!#$&^_.+-]{0,126}$/i;

/** Whether it is a file of this folder that is not hidden. @param {string} name */
const isNameAlone = (name) => name !== '-' && !/^[.\\]|^[a-z]:|\/|\.\./i.test(name);

/** @param {string} word @returns {Line} */
const line = (word) => ({ words: [word], leftOut: [] });

/** @param {string} why @returns {Line} */
const without = (why) => ({ words: [], leftOut: [why] });

/** A name with curl's special characters escaped. @param {string} text */
const inQuotes = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * Quotes a text for a shell. Invisible characters are escaped, so that the line sends the same bytes but shows, and does
 * in a terminal, nothing else. This takes `$'...'`, which bash, zsh and POSIX since 2024 support. Another shell sends
 * other bytes, but runs nothing, because the text contains no quote.
 *
 * @param {string} text
 */
function quote(text) {
  if (/^[\w/][\w./:@=-]*$/.test(text)) return text;
  if (!hasUnseen(text) && !/[\n\t]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replace(/[\\'\n\t]/g, (sign) => (sign === '\\' ? '\\\\' : inOctal(sign)));
  return `$'${visible(escaped, inOctal)}'`;
}

/** The bytes of a character in octal, three digits each. @param {string} character */
const inOctal = (character) =>
  [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** A line for a first upload. @param {string} url */
export function firstLine(url) {
  const { method, credential, texts } = facts;
  return [
    `echo 'id,name' | curl -i ${quote(url)}`,
    ...(method === 'POST' ? [] : [`-X ${method}`]),
    ...(credential === undefined ? [] : [`-H ${quote(`${credential.header}: ${credential.sample}`)}`]),
    ...texts.flatMap(({ name, first, known }) => {
      const value = first ?? known?.[0];
      return value === undefined ? [] : `--form-string ${quote(`${name}=${value}`)}`;
    }),
    `-F ${quote(`${facts.fields.content}=@-;filename=report.csv;type=text/csv`)}`,
  ].join(' \\\n  ');
}
