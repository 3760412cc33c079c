import { secretFinder } from '../../../spec/secrets.ts';

/** What Postman's scripts share with the suite: bundled into them, where it is called `suite`. */
export { leakIn } from '../../../tests/contract/judge/leaks.ts';

/** Takes a secret out of a text, in any form. */
export const hide = (text: string, secret: string): string => secretFinder([secret]).hide(text, '[redacted]');
