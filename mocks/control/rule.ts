import type { components } from '../../generated/journal.d.ts';
import type { Contract } from '../../spec/contract.ts';
import { holdsSecret } from '../../spec/secrets.ts';
import { masked, maskHeaders, maskOf, tokenForms } from '../admin/mask.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';
import type { AnyMatch } from './match.ts';

/** A rule as the mock shows it (see `spec/journal.yaml`). */
export type Rule = components['schemas']['Rule'];

/** A rule without secrets: masks its token, headers whose names look secret, and tokens anywhere. */
export function hidden(
  rule: { id: number; when: AnyMatch; respond: ForcedResponse; times: number | undefined; used: number },
  contract: Contract,
  secrets: readonly string[],
): Rule {
  const { id, when, respond, times, used } = rule;
  return {
    id,
    when: hiddenMatch(when, contract, secrets) as Rule['when'],
    respond: deep(respond, maskOf(secrets)),
    ...(times !== undefined && { times }),
    used,
  };
}

export function hiddenMatch(match: AnyMatch, contract: Contract, secrets: readonly string[]): AnyMatch {
  const mask = maskOf(secrets);
  const { token, header, ...rest } = match;
  return {
    ...deep(rest, mask),
    ...(token !== undefined && { token: masked }),
    ...(header !== undefined && { header: maskHeaders(lowerCased(header), contract, secrets, mask) }),
  };
}

/** The secrets of a match, which the journal masks, too. */
export function secretsOf({ token, header = {} }: AnyMatch, { credential }: Contract): string[] {
  const own = credential?.header.toLowerCase();
  const values = Object.entries(header).flatMap(([name, value]) =>
    holdsSecret(name) || name.toLowerCase() === own ? tokenForms(value) : [],
  );
  return token === undefined ? values : [token, ...values];
}

const lowerCased = (header: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));

/** The same value with all its texts changed, including member names. */
function deep<T>(value: T, change: (text: string) => string): T {
  const changed = (each: unknown): unknown => {
    if (typeof each === 'string') return change(each);
    if (Array.isArray(each)) return each.map(changed);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [change(name), changed(inner)]));
  };
  return changed(value) as T;
}
