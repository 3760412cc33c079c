/** Undoes the escapes of URLs, JSON, scripts, HTML and UTF-16, and keeps track of where each character was. */

/** A text with escapes undone: bytes of UTF-8, one character each. */
export interface View {
  text: string;
  /** The range in the original text that a stretch of it comes from. */
  origin(start: number, end: number): [start: number, end: number];
}

/** HTML's names for ASCII punctuation; letters and digits have none. */
const entityNames: Record<string, string> = {
  '!': 'excl',
  '"': 'quot QUOT',
  '#': 'num',
  $: 'dollar',
  '%': 'percnt',
  '&': 'amp AMP',
  "'": 'apos',
  '(': 'lpar',
  ')': 'rpar',
  '*': 'ast midast',
  '+': 'plus',
  ',': 'comma',
  '.': 'period',
  '/': 'sol',
  ':': 'colon',
  ';': 'semi',
  '<': 'lt LT',
  '=': 'equals',
  '>': 'gt GT',
  '?': 'quest',
  '@': 'commat',
  '[': 'lsqb lbrack',
  '\\': 'bsol',
  ']': 'rsqb rbrack',
  '^': 'Hat',
  _: 'lowbar UnderBar',
  '`': 'grave DiacriticalGrave',
  '{': 'lcub lbrace',
  '|': 'verbar vert VerticalLine',
  '}': 'rcub rbrace',
  '\n': 'NewLine',
  '\t': 'Tab',
};

const named: Record<string, string> = Object.fromEntries(
  Object.entries(entityNames).flatMap(([character, names]) =>
    names.split(' ').map((name) => [name, character]),
  ),
);

const hex = '[\\da-fA-F]';

/**
 * One escape. The bytes that UTF-16 has between ASCII letters count as an escape for nothing. There are no groups: they
 * would take most of the time.
 */
const anyEscape = new RegExp(
  [
    `(?:%|\\\\x)${hex}{2}`,
    `\\\\u[dD][89abAB]${hex}{2}\\\\u[dD][c-fC-F]${hex}{2}`,
    `[%\\\\]u${hex}{4}`,
    `\\\\u\\{0{0,10}${hex}{1,6}\\}`,
    `&#[xX]0{0,10}${hex}{1,6};?`,
    '&#0{0,10}\\d{1,7};?',
    `&(?:${Object.keys(named).join('|')});`,
    '\\\\[nrt]',
    '\\\\[^a-zA-Z0-9\\s\\0]',
    '\\0+',
  ].join('|'),
  'g',
);

/** The character that an escape stands for. */
function decoded(text: string): string {
  if (text.startsWith('&')) return decodedEntity(text);
  if (text.startsWith('\0')) return '';
  const [mark, kind = ''] = text;
  if (mark === '%' && kind !== 'u') return byteOf(text.slice(1));
  if (kind === 'x') return byteOf(text.slice(2));
  if (kind !== 'u') return controls[kind] ?? kind;
  if (text.length === 6 && text[2] !== '{') return letter(Number.parseInt(text.slice(2), 16));
  const units = text.match(/[\da-fA-F]+/g) ?? [];
  return toBytes(units.map((unit) => String.fromCodePoint(codePoint(unit, 16))).join(''));
}

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

const letter = (code: number): string =>
  code < 0x80 ? String.fromCharCode(code) : toBytes(String.fromCodePoint(code));

const byteOf = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

function decodedEntity(text: string): string {
  const [, x = '', digits] = /^&#([xX]?)(\w+)/.exec(text) ?? [];
  if (digits === undefined) return named[text.slice(1, -1)] ?? '';
  return letter(codePoint(digits, x === '' ? 10 : 16));
}

const codePoint = (digits: string, radix: number): number =>
  Math.min(Number.parseInt(digits, radix), 0x10ffff);

/** A text as bytes of UTF-8, one character each. */
export const toBytes = (text: string): string => text.replace(beyondAscii, bytesOf);

const beyondAscii = /[^\0-\x7f]/gu;

function bytesOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}

/** Maximum nesting of escapes. */
const deepest = 4;

/**
 * A text as it is, and with its escapes undone once, twice and so on, until none are left.
 *
 * @param asBytes whether letters beyond ASCII matter: escapes may stand for each of their bytes.
 * @param isCut ignores the beginning of an escape at the end.
 */
export function viewsOf(text: string, asBytes = true, isCut = false): View[] {
  const plain: View = { text, origin: (start, end) => [start, end] };
  const views: [View, ...View[]] = [asBytes ? rewritten(plain, beyondAscii, bytesOf) : plain];
  for (let depth = 1, last = views[0]; depth <= deepest; depth += 1) {
    const source = isCut ? { ...last, text: withoutBrokenEscape(last.text) } : last;
    const next = rewritten(source, anyEscape, decoded);
    if (next === source) break;
    views.push(next);
    last = next;
  }
  return views;
}

/** Without line breaks and the indentation after them: MIME wraps base64, and headers are folded. */
export const unfolded = (view: View): View => rewritten(view, /[\r\n][\r\n\t ]*/g, () => '');

/** Drops what may be the beginning of an escape, at the end of a text that was cut. */
export function withoutBrokenEscape(text: string): string {
  // Only the end is searched: the text may be long.
  let from = text.length;
  while (from > 0 && ofBrokenEscape.test(text.charAt(from - 1))) from -= 1;
  return text.slice(0, from) + text.slice(from).replace(brokenEscape, '');
}

const ofBrokenEscape = /[\da-zA-Z%\\&;#{]/;

const brokenEscape = /(?:%(?:25)*u?|\\+[ux]?\{?|&(?:amp;)*#?[xX]?)[\da-zA-Z]{0,10}$/;

type Write = (match: string) => string;

/** @returns the view itself when there is nothing to rewrite. */
function rewritten(source: View, pattern: RegExp, write: Write): View {
  const text = source.text.replace(pattern, (match) => write(match));
  if (text === source.text) return source;
  let stretches: Stretches | undefined;
  return {
    text,
    origin(start, end) {
      // Few texts contain a secret, so positions are computed on demand.
      stretches ??= stretchesOf(source.text, pattern, write);
      return source.origin(originOf(stretches, start)[0], originOf(stretches, end - 1)[1]);
    },
  };
}

/** The rewritten stretches, in order: four numbers each, for its beginning and end before and after. */
type Stretches = readonly number[];

/** The pattern has no groups, so the second argument is the position. */
function stretchesOf(text: string, pattern: RegExp, write: Write): Stretches {
  const stretches: number[] = [];
  let shift = 0;
  text.replace(pattern, (match: string, at: number) => {
    const { length } = write(match);
    stretches.push(at, at + match.length, at + shift, at + shift + length);
    shift += length - match.length;
    return '';
  });
  return stretches;
}

/** Where a character comes from: the last stretch that begins at or before it decides. */
function originOf(stretches: Stretches, at: number): [start: number, end: number] {
  let low = 0;
  let high = stretches.length / 4;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[4 * middle + 2] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return [at, at + 1];
  const [from = 0, to = 0, , end = 0] = stretches.slice(4 * (low - 1), 4 * low);
  if (at < end) return [from, to];
  return [at - end + to, at - end + to + 1];
}
