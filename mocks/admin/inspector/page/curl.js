// @ts-check
import { facts } from './facts.js';
import { hasUnseen, visible } from './visible.js';

/** @typedef {import('../../journal/entry.ts').Exchange} Exchange */
/** @typedef {Exchange['request']['parts'][number]} Part */

/** What curl sends itself, or what belongs to a connection or a browser. */
const passedOver =
  /^(host|connection|keep-alive|content-length|transfer-encoding|expect|user-agent|accept(-.*)?|cache-control|pragma|origin|referer|cookie|dnt|te|upgrade.*|sec-.*|priority)$/;

/**
 * The line that sends the same request again from a shell. What the journal does not keep is a variable: `$TOKEN`, or
 * that of another header which looks secret.
 *
 * @param {Exchange} exchange
 * @param {string} mockUrl
 */
export function curlLine({ request }, mockUrl) {
  const { method, path, headers, parts } = request;
  const asForm = parts.length > 0;
  const words = [`curl -i ${quote(mockUrl + path)}`];
  if (!(asForm && method === 'POST')) words.push(`-X ${quote(method)}`);
  for (const [name, value] of sentHeaders(headers)) {
    if (asForm && name === 'content-type') continue;
    words.push(`-H ${headerWord(name, value)}`);
  }
  if (asForm) words.push(...parts.map(formWord));
  else if (hasBody(headers)) words.push('--data-binary @body');
  return words.join(' \\\n  ');
}

/** Whether the line needs a file `body`, because what was sent in the body was not kept. @param {Exchange} exchange */
export const needsBody = ({ request }) => request.parts.length === 0 && hasBody(request.headers);

/** @param {Record<string, string>} headers */
const hasBody = (headers) => 'transfer-encoding' in headers || (headers['content-length'] ?? '0') !== '0';

/** @param {Record<string, string>} headers */
const sentHeaders = (headers) => Object.entries(headers).filter(([name]) => !passedOver.test(name));

/** The variables of the line, which have to be set before. @param {Exchange} exchange */
export const variablesOf = ({ request }) => [
  ...new Set(
    sentHeaders(request.headers).flatMap((header) =>
      header[1].includes('***') ? variableOf(...header) : [],
    ),
  ),
];

/** A token may stand in any header; what is masked as a whole may be another secret. @param {string} name @param {string} value */
const variableOf = (name, value) =>
  value !== '***' || name === facts.authorizationHeader.toLowerCase()
    ? 'TOKEN'
    : name.toUpperCase().replace(/\W/g, '_');

/** @param {string} name @param {string} value */
function headerWord(name, value) {
  // Only what is in double quotes is filled in by the shell.
  if (value.includes('***'))
    return `"${name}: ${value.replace(/[\\"$`!]/g, '\\$&').replaceAll('***', () => `$${variableOf(name, value)}`)}"`;
  return quote(value === '' ? `${name};` : `${name}: ${value}`);
}

/** @param {Part} part */
function formWord(part) {
  if (part.kind === 'field') return `--form-string ${quote(`${part.name}=${part.value}`)}`;
  const name = inQuotes(part.fileName);
  return `-F ${quote(`${part.name}=@${name};filename=${name};type=${part.mediaType}`)}`;
}

/** As curl wants names that hold its own signs. @param {string} text */
const inQuotes = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * As a shell takes it literally. What is not seen is spelt out, so that the line sends the same bytes and yet shows, and
 * does in a terminal, nothing else: that takes `$'...'`, which bash, zsh and POSIX since 2024 know.
 *
 * @param {string} text
 */
function quote(text) {
  if (/^[\w./:@=-]+$/.test(text)) return text;
  if (!hasUnseen(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${visible(text.replace(/[\\']/g, '\\$&'), inOctal)}'`;
}

/** The bytes of a character; three digits each, so that nothing behind them can be one more. @param {string} character */
const inOctal = (character) =>
  [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** The line that a first upload can be tried with. @param {string} url */
export function firstLine(url) {
  const { account, content, type } = facts.fields;
  const [known = ''] = facts.recognisedDocumentTypes;
  return [
    `echo 'id,name' | curl -i ${quote(url)}`,
    `-H ${quote(`${facts.authorizationHeader}: my-token`)}`,
    `-F ${quote(`${account}=my-account`)}`,
    `-F ${quote(`${type}=${known}`)}`,
    `-F ${quote(`${content}=@-;filename=report.csv;type=text/csv`)}`,
  ].join(' \\\n  ');
}
