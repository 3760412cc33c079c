import type { IncomingMessage } from 'node:http';
import type { BodyFacts } from '../../../spec/rules.ts';
import { credentials, type Fault } from '../mutant.ts';
import { misreadHead, overruleHead, together } from './seams.ts';

/** Faults that admit uploads without a valid token. */

const { token } = credentials;

/** Accepts this header value as the token. */
export const takes = (admits: (sent: string, request: IncomingMessage) => boolean): Fault =>
  misreadHead((head, request) =>
    head.authorization !== undefined && admits(head.authorization, request)
      ? { ...head, authorization: token }
      : head,
  );

/** Finds the token elsewhere when the header is in this state. */
export const looksElsewhere = (
  find: (request: IncomingMessage) => string | undefined,
  header: 'absent' | 'empty' | 'any' = 'absent',
): Fault =>
  misreadHead((head, request) => {
    const { authorization } = head;
    const looks = { absent: authorization === undefined, empty: authorization === '', any: true }[header];
    const found = looks ? find(request) : undefined;
    return found === undefined ? head : { ...head, authorization: found };
  });

/** Checks the token after the body, and by more than the token alone. */
export const lateCheck = (
  admits: (isValid: boolean, body: BodyFacts, request: IncomingMessage) => boolean,
): Fault =>
  together(
    overruleHead((ruling) => (ruling?.requirement === 'R2' ? undefined : ruling)),
    (parts) => ({
      ...parts,
      ruleOnBody(body, head, request) {
        if (admits(head.authorization === token, body, request)) return parts.ruleOnBody(body, head, request);
        return { outcome: head.authorization ? 'invalidToken' : 'missingToken', requirement: 'R2' };
      },
    }),
  );
