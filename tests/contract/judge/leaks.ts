import type { ReceivedResponse } from '../wire/exchange.ts';

/**
 * Traces as the common runtimes print them, in text, in JSON (escaped line breaks and tabs) and in HTML. Every pattern
 * begins with something rare, and repeats within bounds: answers may be long, and made to take long.
 */
export const stackTraces: [runtime: string, pattern: RegExp][] = [
  ['Node.js', /\bat [^\n"]{0,300}?(?:\.[cm]?[jt]sx?|node:[\w/]+):\d+:\d+/],
  [
    'Python',
    /Traceback \(most recent call last\)|class="traceback"|File (?:"|\\"|&quot;|&#34;|&#x27;)[^\n]{1,200}?, line \d+, in /,
  ],
  ['Java', /[\w>]\((?:[\w$-]{1,100}\.(?:java|kt|scala|groovy|clj):\d+|Native Method|Unknown Source)\)/],
  ['.NET', /\bat [\w.<>`[\],+]+\([^\n)]{0,200}\) in [^\n]{1,200}:line \d+/],
  ['.NET', /(?:\n|\\n) {3}at [\w.<>`[\],+]{1,300}\.[\w.<>`[\],+|]{1,300}\([\w\s.,&<>`[\]]{0,200}\)/],
  [
    'PHP',
    /"file":\s?"[^"\n]{1,200}\.php",\s*"line":\s?\d+|#\d+ [^\n]{1,200}\.php\(\d+\)|Stack trace:|in (?:<b>)?[^\n<]{1,200}\.php(?:<\/b>)?(?::| on line (?:<b>)?)\d+/,
  ],
  ['Ruby', /\.rb:\d+:in (?:[`'"]|&#39;|&#x27;)/],
  ['.NET', /(?:\bat [\w.<>`+]{1,300}\.[\w<>`|]{1,100}\([^)\n]{0,200}\)\s{1,8}){2}/],
  ['Go', /goroutine \d+ \[[^\]\n]{1,80}\]|(?:\n|\\n)(?:[ \t]|\\t){1,8}\/[^\s:"]{1,200}\.go:\d+/],
  ['Perl', /\bat \/?[\w./-]+\.(?:pl|pm|cgi|psgi) line \d+\b/],
  ['Elixir', /\([\w-]+ \d[\w.-]*\) [\w./-]+\.exs?:\d+: /],
  [
    'Rust',
    /thread '[^'\n]{1,80}' (?:\(\d+\) )?panicked at |panicked at [^\n]{1,200}\.rs:\d+:\d+|\bat \S{1,200}\.rs:\d+/,
  ],
  ['Lua', /stack traceback:/],
  ['Dart', /#\d+ {2,}[^\n]{1,200}\([^)\n]{1,200}\.dart:\d+:\d+\)/],
  // As data: a list of frames, with a file of source code and a line in each.
  [
    'JSON',
    /"file(?:_?[nN]ame)?"?:\s?"[^"\n]{1,200}\.(?:[cm]?[jt]sx?|py|java|kt|rb|go|cs|php)",\s*"line\w*":\s?\d+/,
  ],
];

/** Tokens shorter than this are words that an answer may hold by chance. */
const shortestToken = 6;

/** The forms in which a token shows: as it is, URL-encoded, JSON-escaped, in base64 and in hexadecimal. */
export function secretForms(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const forms = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ];
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}

/** How an answer may cite a URL: as it is, in JSON as PHP writes it, and in HTML. */
const quotations = (url: string): string[] => [
  url,
  url.replaceAll('/', '\\/'),
  url.replaceAll('&', '&amp;'),
  url.replaceAll('&', '&#38;'),
];

/**
 * What an answer shows that it must not (R19): the token, or a stack trace; undefined when it shows neither.
 *
 * @param target the request's own, which an answer may cite: a token in the query is the sender's doing.
 */
export function findLeak(response: ReceivedResponse, token: string, target = ''): string | undefined {
  const shown = [
    response.reason,
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
    response.body.toString('utf8'),
  ].join('\n');
  const text = target.includes('?')
    ? quotations(target).reduce((rest, form) => rest.replaceAll(form, ''), shown)
    : shown;
  if (token.length >= shortestToken && secretForms(token).some((form) => text.includes(form)))
    return 'the token';
  const trace = stackTraces.find(([, pattern]) => pattern.test(text));
  return trace === undefined ? undefined : `a stack trace (${trace[0]})`;
}
