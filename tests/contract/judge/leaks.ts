import { shortestAnywhere } from '../../../spec/needles.ts';
import { secretFinder } from '../../../spec/secrets.ts';
import type { JudgedResponse } from './facts.ts';
import { runtimeOfTrace } from './stack-traces.ts';

/** How a response may quote a URL: as it is, in JSON as PHP writes it, and in HTML. */
const quotations = (url: string): string[] => [
  url,
  url.replaceAll('/', '\\/'),
  url.replaceAll('&', '&amp;'),
  url.replaceAll('&', '&#38;'),
];

/**
 * Finds what a response must not show (R19): the token, or a stack trace. Undefined when it shows neither.
 *
 * @param target the request target, which a response may quote: the sender put the token in the query.
 */
export function findLeak(response: JudgedResponse, token: string, target = ''): string | undefined {
  const shown = [
    response.reason,
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
    response.text,
  ].join('\n');
  const text = target.includes('?')
    ? quotations(target).reduce((rest, form) => rest.replaceAll(form, ''), shown)
    : shown;
  return leakIn(text, token);
}

/** The same for the text of a response. In another letter case it is another token. */
export function leakIn(text: string, token: string): string | undefined {
  // A shorter token may be a word that a response contains by chance.
  if (token.length >= shortestAnywhere && secretFinder([token], { exactCase: true }).isIn(text))
    return 'the token';
  const runtime = runtimeOfTrace(text);
  return runtime === undefined ? undefined : `a stack trace (${runtime})`;
}
