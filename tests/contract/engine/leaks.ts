import type { ReceivedResponse } from './exchange.ts';

/** Traces as the common runtimes print them, in text, in JSON (escaped line breaks and tabs) and in HTML. */
export const stackTraces: [runtime: string, pattern: RegExp][] = [
  ['Node.js', /\bat [^\n"]{0,300}?(?:\.[cm]?[jt]sx?|node:[\w/]+):\d+:\d+/],
  [
    'Python',
    /Traceback \(most recent call last\)|class="traceback"|File (?:"|\\"|&quot;|&#34;|&#x27;)[^\n]{1,200}?, line \d+, in /,
  ],
  [
    'Java',
    /(?:\b|\\t)at (?:[\w.@-]+\/)*[\w$.<>]+\((?:[\w$]+\.(?:java|kt|scala):\d+|Native Method|Unknown Source)\)/,
  ],
  ['.NET', /\bat [\w.<>`[\],+]+\([^\n)]{0,200}\) in [^\n]{1,200}:line \d+/],
  ['.NET', /(?:\n|\\n) {3}at [\w.<>`[\],+]{1,300}\.[\w.<>`[\],+|]{1,300}\([\w\s.,&<>`[\]]{0,200}\)/],
  [
    'PHP',
    /"file":\s?"[^"\n]{1,200}\.php",\s*"line":\s?\d+|#\d+ [^\n]{1,200}\.php\(\d+\)|Stack trace:|in (?:<b>)?[^\n<]{1,200}\.php(?:<\/b>)?(?::| on line (?:<b>)?)\d+/,
  ],
  ['Ruby', /\.rb:\d+:in (?:[`'"]|&#39;|&#x27;)/],
  ['Go', /goroutine \d+ \[\w+\]/],
  ['Perl', /\bat \/?[\w./-]+\.(?:pl|pm|cgi|psgi) line \d+\b/],
  ['Elixir', /\([\w-]+ \d[\w.-]*\) [\w./-]+\.exs?:\d+: /],
  ['Rust', /thread '[^'\n]{1,80}' (?:\(\d+\) )?panicked at /],
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

/**
 * What an answer shows that it must not (R19): the token, or a stack trace; undefined when it shows neither.
 *
 * @param target the request's own, which an answer may cite: a token in the query is the sender's doing.
 */
export function findLeak(response: ReceivedResponse, token: string, target = ''): string | undefined {
  const text = [
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
    response.body.toString('utf8'),
  ]
    .join('\n')
    .replaceAll(target.includes('?') ? target : '\0', '');
  if (token.length >= shortestToken && secretForms(token).some((form) => text.includes(form)))
    return 'the token';
  const trace = stackTraces.find(([, pattern]) => pattern.test(text));
  return trace === undefined ? undefined : `a stack trace (${trace[0]})`;
}
