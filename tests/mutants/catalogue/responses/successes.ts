import { contract } from '../../../../generated/contract.ts';
import {
  onSuccesses,
  renamesFile,
  reshapesSuccess,
  responsesTo,
  serverError,
  successWithError,
  toLogin,
  withContent,
  withStatus,
} from '../../faults/responding.ts';
import { misreadHead } from '../../faults/seams.ts';
import { breaking, credentials, type Mutant } from '../../mutant.ts';

const { members } = contract.success;
const { token } = credentials;

/** R15: a success is 200 with a JSON object that matches the spec. */
const successes: Mutant[] = breaking('R15', [
  {
    id: 'success-created',
    fault: 'Succeeds with 201',
    vary: onSuccesses((response) => ({ ...response, status: 201 })),
  },
  {
    id: 'success-in-text-type',
    fault: 'Succeeds with JSON declared as text',
    vary: onSuccesses((response) => withContent(response, 'text/plain', response.body)),
  },
  {
    id: 'success-without-id',
    fault: 'Succeeds without an identifier',
    vary: reshapesSuccess(({ [members.id]: _, ...others }) => others),
  },
  {
    id: 'success-with-one-id',
    fault: 'Gives each file the same identifier',
    vary: reshapesSuccess((success) => ({ ...success, [members.id]: 'upload-1' })),
  },
  {
    id: 'success-with-id-of-the-second',
    fault: 'Makes identifiers from the clock, so concurrent uploads get the same',
    vary: reshapesSuccess((success) => ({ ...success, [members.id]: String(Math.floor(Date.now() / 1000)) })),
  },
  {
    id: 'success-with-number-as-id',
    fault: 'Succeeds with a number for the identifier',
    vary: reshapesSuccess((success) => ({ ...success, [members.id]: 4711 })),
  },
  {
    id: 'success-with-size-as-text',
    fault: 'Succeeds with the size as a text',
    vary: reshapesSuccess((success) => ({ ...success, [members.size]: String(success[members.size]) })),
  },
  {
    id: 'success-with-other-name',
    fault: 'Succeeds with the name of a temporary file',
    vary: reshapesSuccess((success) => ({ ...success, [members.name]: 'upload_8f31c2.tmp' })),
  },
  {
    id: 'success-with-name-as-latin-1',
    fault: 'Reads file names as Latin-1',
    vary: renamesFile((name) => Buffer.from(name).toString('latin1')),
  },
  {
    id: 'success-with-name-in-question-marks',
    fault: 'Stores file names in Latin-1, with question marks for the rest',
    vary: renamesFile((name) => name.replace(/[^\0-\u00ff]/g, '?')),
  },
  {
    id: 'success-with-name-of-the-first-plane',
    fault: 'Stores file names in a three-byte character set',
    vary: renamesFile((name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '?')),
  },
  {
    id: 'success-with-name-in-ascii',
    fault: 'Drops characters that are not ASCII from file names',
    vary: renamesFile((name) => name.replace(/[^\0-\x7f]/g, '')),
  },
  {
    id: 'success-with-name-without-blanks',
    fault: 'Replaces spaces in file names by underscores',
    vary: renamesFile((name) => name.replaceAll(' ', '_')),
  },
  {
    id: 'success-with-other-account',
    fault: 'Succeeds with an account that nobody sent',
    vary: reshapesSuccess((success) => ({ ...success, [members.account]: 'default' })),
  },
  {
    id: 'success-with-null-type',
    fault: 'Succeeds with null when no type is set',
    vary: reshapesSuccess((success) => ({ [members.type]: null, ...success })),
  },
  {
    id: 'success-empty',
    fault: 'Succeeds without a body',
    vary: onSuccesses((response) => ({ ...response, status: 204, headers: {}, body: '' })),
  },
  {
    id: 'success-in-html',
    fault: 'Succeeds with an HTML page',
    vary: onSuccesses((response) => withContent(response, 'text/html', '<h1>Thank you</h1>')),
  },
  {
    id: 'success-cut',
    fault: 'Succeeds with JSON that is cut off',
    vary: onSuccesses((response) => ({ ...response, body: response.body.slice(0, -2) })),
  },
  {
    id: 'success-as-list',
    fault: 'Succeeds with a list of one',
    vary: reshapesSuccess((success) => [success]),
  },
  {
    id: 'success-with-size-off',
    fault: 'Counts the line break after a file as content',
    vary: reshapesSuccess((success) => ({ ...success, [members.size]: Number(success[members.size]) + 2 })),
  },
]);

/** A type that is shown elsewhere than the tester says is not set (R8). */
const elsewhere: Mutant[] = breaking('R8', [
  {
    id: 'type-in-other-member',
    fault: 'Shows the type in another member',
    vary: reshapesSuccess(({ [members.type]: type, ...others }) => ({ ...others, kind: type })),
  },
]);

/** R1 and the baseline: uploads as the page describes them fail. */
const baseline: Mutant[] = [
  {
    id: 'upload-fails',
    fault: 'Fails with 500 on every upload',
    breaks: 'R1',
    alsoWarns: ['R20'],
    vary: responsesTo(['accepted'], serverError),
  },
  {
    id: 'upload-success-with-error',
    fault: 'Responds to every upload with 200 and an error inside',
    breaks: 'R1',
    alsoFails: ['R8', 'R9', 'R10'],
    alsoWarns: ['R15', 'R17', 'R20'],
    vary: responsesTo(['accepted'], successWithError),
  },
  {
    id: 'upload-redirected',
    fault: 'Redirects every upload to a login page',
    breaks: 'R1',
    vary: onSuccesses(toLogin),
  },
  {
    id: 'upload-success-as-teapot',
    fault: 'Responds to every upload with 418',
    breaks: 'R1',
    vary: onSuccesses((response) => withStatus(response, 418)),
  },
  {
    id: 'token-bearer-required',
    fault: 'Requires Bearer before the token',
    breaks: 'R1',
    alsoFails: ['R2'],
    vary: misreadHead((head) => {
      const { authorization } = head;
      if (authorization === undefined) return head;
      return { ...head, authorization: authorization === `Bearer ${token}` ? token : `not ${authorization}` };
    }),
  },
  {
    id: 'token-in-query-required',
    fault: 'Requires the token in the query',
    breaks: 'R1',
    alsoFails: ['R2'],
    vary: misreadHead((head, { url = '' }) => ({
      ...head,
      authorization: new URLSearchParams(url.split('?')[1]).get('token') ?? '',
    })),
  },
];

export const successMutants: Mutant[] = [...successes, ...elsewhere, ...baseline];
