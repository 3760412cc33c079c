import { lateCheck } from '../faults/admitting.ts';
import { isChunked, isLarge, sentType } from '../faults/readings.ts';
import { refusesWith, responsesTo, serverError, successWithError, toLogin } from '../faults/responding.ts';
import { misreadHead, remembering } from '../faults/seams.ts';
import { breaking, credentials, type Mutant } from '../mutant.ts';

const { token } = credentials;

/** A branch skips the check. */
const branches: Mutant[] = breaking('R2', [
  {
    id: 'token-unchecked-with-type',
    fault: 'Does not check the token with a type',
    vary: lateCheck((isValid, body) => isValid || sentType(body) !== undefined),
  },
  {
    id: 'token-unchecked-for-large',
    fault: 'Does not check the token of large uploads',
    vary: misreadHead((head, request) => (isLarge(request) ? { ...head, authorization: token } : head)),
  },
  {
    id: 'token-unchecked-chunked',
    fault: 'Does not check the token of chunked uploads',
    vary: misreadHead((head, request) => (isChunked(request) ? { ...head, authorization: token } : head)),
  },
  {
    id: 'token-checked-once',
    fault: 'Checks no more tokens after a valid one',
    vary: remembering(() => {
      let known = false;
      return misreadHead((head) => {
        known ||= head.authorization === token;
        return known ? { ...head, authorization: token } : head;
      });
    }),
  },
]);

/** The response is not a rejection, or not the one for a token. */
const responses: Mutant[] = [
  {
    id: 'token-refused-with-400',
    fault: 'Responds to a missing token with 400',
    breaks: 'R2',
    alsoWarns: ['R13'],
    vary: refusesWith(400, 'missingToken'),
  },
  {
    id: 'token-refused-with-404',
    fault: 'Responds to an invalid token with 404',
    breaks: 'R2',
    alsoWarns: ['R13'],
    vary: refusesWith(404, 'invalidToken'),
  },
  {
    id: 'token-refused-with-500',
    fault: 'Fails with 500 without a token',
    breaks: 'R2',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['missingToken'], serverError),
  },
  {
    id: 'token-refused-with-200',
    fault: 'Responds to an invalid token with 200 and an error inside',
    breaks: 'R2',
    vary: responsesTo(['invalidToken'], successWithError),
  },
  {
    id: 'token-refused-with-login',
    fault: 'Redirects to a login page without a token',
    breaks: 'R2',
    alsoWarns: ['R13'],
    vary: responsesTo(['missingToken'], toLogin),
  },
];

/** R2: every upload needs a token, and the rejection says so. */
export const tokenBranchMutants: Mutant[] = [...branches, ...responses];
