import { secretForms } from './leaks.ts';
import { authorizationValue } from './resolve.ts';

export type Redact = (text: string) => string;

/** Secrets shorter than this would blot out ordinary words; the Authorization header is masked whatever its length. */
const shortestSecret = 4;

/** Variants of the token that hold nearly all of it. */
const nearMisses = [
  'prefix',
  'first-character-missing',
  'other-letter-case',
  'one-letter-less-one-more',
] as const;

/**
 * Makes the function that everything passes through on its way out of the process: it replaces the secrets, the near
 * misses of the token, and their URL-encoded, JSON-escaped and base64 forms.
 */
export function createRedactor(token: string, secrets: readonly string[] = []): Redact {
  const misses = nearMisses.map((variant) => authorizationValue(variant, token) ?? '');
  const forms = [token, ...secrets, ...misses]
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap(secretForms);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((redacted, form) => redacted.replaceAll(form, '[redacted]'), text);
}

/** Redacts every string inside a JSON-like value. */
export function redactDeep<T>(value: T, redact: Redact): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactDeep(item, redact)]),
  ) as T;
}
