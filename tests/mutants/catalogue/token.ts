import { contract } from '../../../generated/contract.ts';
import { lateCheck, looksElsewhere, takes } from '../faults/admitting.ts';
import { inQuery, textOf } from '../faults/readings.ts';
import { misreadHead } from '../faults/seams.ts';
import { breaking, credentials, type Mutant } from '../mutant.ts';

const { token } = credentials;

/** The comparison is wrong. */
const comparisons: Mutant[] = breaking('R2', [
  {
    id: 'token-not-compared',
    fault: 'Accepts any token that is not empty',
    vary: takes((sent) => sent !== ''),
  },
  {
    id: 'token-as-prefix',
    fault: 'Accepts a prefix of the token',
    vary: takes((sent) => sent !== '' && token.startsWith(sent)),
  },
  {
    id: 'token-as-prefix-or-empty',
    fault: 'Accepts a prefix of the token, even an empty one',
    vary: takes((sent) => token.startsWith(sent)),
  },
  {
    id: 'token-as-suffix',
    fault: 'Accepts a suffix of the token',
    vary: takes((sent) => sent !== '' && token.endsWith(sent)),
  },
  {
    id: 'token-begun-with',
    fault: 'Accepts anything that begins with the token',
    vary: takes((sent) => sent.startsWith(token)),
  },
  {
    id: 'token-ended-with',
    fault: 'Accepts anything that ends with the token',
    vary: takes((sent) => sent.endsWith(token)),
  },
  {
    id: 'token-contained',
    fault: 'Accepts anything that contains the token',
    vary: takes((sent) => sent.includes(token)),
  },
  {
    id: 'token-first-word-compared',
    fault: 'Compares the header up to the first space',
    vary: takes((sent) => sent.split(' ')[0] === token),
  },
  {
    id: 'token-first-of-list-compared',
    fault: 'Reads the header as a list, and compares its first value',
    vary: takes((sent) => sent.split(',')[0]?.trim() === token),
  },
  {
    id: 'token-letter-case-ignored',
    fault: 'Compares the token in lower case',
    vary: takes((sent) => sent.toLowerCase() === token.toLowerCase()),
  },
  {
    id: 'token-length-compared',
    fault: 'Compares the length of the token only',
    vary: takes((sent) => sent.length === token.length),
  },
  {
    id: 'token-first-eight-compared',
    fault: 'Compares eight characters of the token',
    vary: takes((sent) => sent.slice(0, 8) === token.slice(0, 8)),
  },
  {
    id: 'token-quotes-stripped',
    fault: 'Strips quotation marks from the token',
    vary: takes((sent) => sent.replaceAll('"', '') === token),
  },
]);

/** It accepts something other than the raw header. */
const substitutes: Mutant[] = breaking('R2', [
  {
    id: 'token-header-optional',
    fault: 'Checks the token only if there is a header',
    vary: misreadHead((head) => ({ ...head, authorization: head.authorization ?? token })),
  },
  { id: 'token-empty-admitted', fault: 'Accepts an empty header', vary: takes((sent) => sent === '') },
  {
    id: 'token-bearer-stripped',
    fault: 'Accepts the token after Bearer as well',
    vary: takes((sent) => sent.replace(/^Bearer /, '') === token),
  },
  {
    id: 'token-any-scheme-stripped',
    fault: 'Accepts the token after any scheme',
    vary: takes((sent) => sent.split(' ').at(-1) === token),
  },
  {
    id: 'token-query',
    fault: 'Accepts ?token= in place of the header',
    vary: looksElsewhere((request) => inQuery(request, 'token')),
  },
  {
    id: 'token-query-access-token',
    fault: 'Accepts ?access_token= in place of the header',
    vary: looksElsewhere((request) => inQuery(request, 'access_token')),
  },
  {
    id: 'token-query-header-name',
    fault: 'Accepts the header as a query parameter',
    vary: looksElsewhere((request) => inQuery(request, contract.credential.header)),
  },
  {
    id: 'token-query-when-empty',
    fault: 'Accepts ?token= when the header is empty',
    vary: looksElsewhere((request) => inQuery(request, 'token'), 'empty'),
  },
  {
    id: 'token-query-wins',
    fault: 'Prefers ?token= to the header',
    vary: looksElsewhere((request) => inQuery(request, 'token'), 'any'),
  },
  {
    id: 'token-cookie',
    fault: 'Accepts a cookie in place of the header',
    vary: looksElsewhere(({ headers }) => /(?:^|; )token=([^;]+)/.exec(headers.cookie ?? '')?.[1]),
  },
  {
    id: 'token-other-header',
    fault: 'Accepts X-Auth-Token in place of the header',
    vary: looksElsewhere(({ headers }) => headers['x-auth-token']?.toString()),
  },
  {
    id: 'token-form-field',
    fault: 'Accepts a form field in place of the header',
    vary: lateCheck((isValid, body) => isValid || textOf(body, 'token') === token),
  },
]);

/** R2: only the raw token, and only in the Authorization header, authorises an upload. */
export const tokenMutants: Mutant[] = [...comparisons, ...substitutes];
