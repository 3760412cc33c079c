import { shortestAnywhere } from '../../../spec/needles.ts';
import { secretFinder } from '../../../spec/secrets.ts';
import type { JudgedResponse } from './facts.ts';
import { runtimeOfTrace } from './stack-traces.ts';

/** How a response may cite a URL: as it is, in JSON as PHP writes it, and in HTML. */
const quotations = (url: string): string[] => [
  url,
  url.replaceAll('/', '\\/'),
  url.replaceAll('&', '&amp;'),
  url.replaceAll('&', '&#38;'),
];

/**
 * What a response shows that it must not (R19): the token, or a stack trace; undefined when it shows neither.
 *
 * @param target the request's own, which a response may cite: a token in the query is the sender's doing.
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

/** The same for the text of a response. Another letter case is another token. */
export function leakIn(text: string, token: string): string | undefined {
  // A shorter one is a word that a response may hold by chance.
  if (token.length >= shortestAnywhere && secretFinder([token], { exactCase: true }).isIn(text))
    return 'the token';
  const runtime = runtimeOfTrace(text);
  return runtime === undefined ? undefined : `a stack trace (${runtime})`;
}
