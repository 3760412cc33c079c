import { secretForms } from './leaks.ts';

/** Replaces the secrets in a text that came from outside. The words of the report itself are never passed through. */
export type Redact = (text: string) => string;

/** Secrets below this length are words that others may hold: they are replaced only where they stand alone. */
const shortestAnywhere = 6;

/** Near misses and base64 fragments below this length tell nothing. */
const shortestFragment = 8;

/**
 * Makes the function that everything from outside passes through on its way out of the process: it replaces the
 * secrets and the near misses of the token, in any letter case, as they are and as URLs, JSON, HTML and base64 carry
 * them.
 */
export function createRedactor(token: string, secrets: readonly string[] = []): Redact {
  // What the token's variants have in common with it; letter case is ignored anyway.
  const misses = [token.slice(0, -1), token.slice(1)].filter((miss) => miss.length >= shortestFragment);
  const forms = new Set(
    [token, ...secrets, ...misses].filter((secret) => secret !== '').flatMap(echoedForms),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  // One pass: what was put in is not looked at again.
  const pattern = new RegExp(longestFirst.map(toPattern).join('|'), 'gi');
  return (text) => text.replace(pattern, '[redacted]');
}

function toPattern(form: string): string {
  const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return form.length < shortestAnywhere ? `(?<![a-z0-9])${literal}(?![a-z0-9])` : literal;
}

/** The forms in which servers, frameworks and this project's own renderers echo a secret. */
function echoedForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...secretForms(secret),
    encodeURI(secret),
    json.replaceAll('/', '\\/'),
    json.replace(/[<>&'+/"]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ...htmlForms(secret),
    ...base64Fragments(secret),
  ];
}

function htmlForms(secret: string): string[] {
  const entities = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    entities,
    ...['&#39;', '&#x27;', '&apos;'].flatMap((apostrophe) =>
      ['&quot;', '&#34;'].map((quotation) => entities.replaceAll("'", apostrophe).replaceAll('"', quotation)),
    ),
  ];
}

/** What base64 makes of the secret within a longer text, such as `user:secret`: the characters that are its alone. */
function base64Fragments(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const fragments = [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((shifted.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((coding) => shifted.toString(coding).slice(start, end));
  });
  return fragments.filter((fragment) => fragment.length >= shortestFragment);
}
