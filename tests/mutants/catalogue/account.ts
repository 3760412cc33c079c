import type { IncomingMessage } from 'node:http';
import { contract } from '../../../generated/contract.ts';
import type { BodyFacts } from '../../../spec/rules.ts';
import {
  isChunked,
  isLarge,
  placeOfField,
  placeOfFile,
  sentAccount,
  sentType,
  textOf,
  withField,
} from '../faults/readings.ts';
import { refusesWith, responsesTo, serverError, successWithError } from '../faults/responding.ts';
import { misreadBody, remembering } from '../faults/seams.ts';
import { breaking, credentials, type Fault, type Mutant } from '../mutant.ts';

const { account } = contract.fields;
const { accountId, foreignAccountId } = credentials;

/** Uses the tester's own account in place of the one sent. */
const admits = (when: (body: BodyFacts, request: IncomingMessage) => boolean): Fault =>
  misreadBody((body, request) => (when(body, request) ? withField(body, account, accountId) : body));

/** Takes an account from elsewhere when the field is missing. */
const looksElsewhere = (find: (body: BodyFacts, request: IncomingMessage) => string | undefined): Fault =>
  admits((body, request) => sentAccount(body) === undefined && find(body, request) === accountId);

const isAbsent = (body: BodyFacts): boolean => sentAccount(body) === undefined;
const isEmpty = (body: BodyFacts): boolean => sentAccount(body) === '';
const isForeign = (body: BodyFacts): boolean => sentAccount(body) === foreignAccountId;
const isTyped = (body: BodyFacts): boolean => sentType(body) !== undefined;
const isBehindFile = (body: BodyFacts): boolean => placeOfField(body, account) > placeOfFile(body);

/** R5: an account is required. */
const missing: Mutant[] = breaking('R5', [
  { id: 'account-optional', fault: 'Accepts uploads without an account', vary: admits(isAbsent) },
  { id: 'account-empty-taken', fault: 'Accepts an empty account', vary: admits(isEmpty) },
  {
    id: 'account-optional-with-type',
    fault: 'Requires no account with a type',
    vary: admits((body) => isAbsent(body) && isTyped(body)),
  },
  {
    id: 'account-empty-taken-with-type',
    fault: 'Accepts an empty account with a type',
    vary: admits((body) => isEmpty(body) && isTyped(body)),
  },
  {
    id: 'account-empty-taken-behind-file',
    fault: 'Reads the account only before the file',
    vary: admits((body) => isEmpty(body) && isBehindFile(body)),
  },
  {
    id: 'account-optional-for-large',
    fault: 'Requires no account for large uploads',
    vary: admits((body, request) => isAbsent(body) && isLarge(request)),
  },
  {
    id: 'account-optional-chunked',
    fault: 'Requires no account in chunked coding',
    vary: admits((body, request) => isAbsent(body) && isChunked(request)),
  },
  {
    id: 'account-from-other-field',
    fault: 'Takes the account from another field',
    vary: looksElsewhere((body) => textOf(body, 'account_number')),
  },
  {
    id: 'account-success-with-error',
    fault: 'Responds to a missing account with 200 and an error inside',
    vary: responsesTo(['missingAccountId'], successWithError),
  },
]);

/** R11: the token must be authorised for the account. */
const foreign: Mutant[] = breaking('R11', [
  { id: 'account-foreign-taken', fault: 'Accepts any account', vary: admits(isForeign) },
  {
    id: 'account-foreign-taken-behind-file',
    fault: 'Checks the account only before the file',
    vary: admits((body) => isForeign(body) && isBehindFile(body)),
  },
  {
    id: 'account-foreign-taken-with-type',
    fault: 'Does not check the account with a type',
    vary: admits((body) => isForeign(body) && isTyped(body)),
  },
  {
    id: 'account-foreign-taken-for-large',
    fault: 'Does not check the account of large uploads',
    vary: admits((body, request) => isForeign(body) && isLarge(request)),
  },
  {
    id: 'account-foreign-taken-chunked',
    fault: 'Does not check the account in chunked coding',
    vary: admits((body, request) => isForeign(body) && isChunked(request)),
  },
  {
    id: 'account-checked-once',
    fault: 'Checks the account of the first upload only',
    vary: remembering(() => {
      let known = false;
      return admits((body) => {
        known ||= sentAccount(body) === accountId;
        return known && isForeign(body);
      });
    }),
  },
  {
    id: 'account-foreign-success-with-error',
    fault: 'Responds to a foreign account with 200 and an error inside',
    vary: responsesTo(['foreignAccount'], successWithError),
  },
]);

/** The rejection has the wrong status. */
const statuses: Mutant[] = [
  {
    id: 'account-missing-fails',
    fault: 'Fails with 500 on a missing account',
    breaks: 'R5',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['missingAccountId'], serverError),
  },
  {
    id: 'account-foreign-fails',
    fault: 'Fails with 500 on a foreign account',
    breaks: 'R11',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['foreignAccount'], serverError),
  },
  {
    id: 'account-foreign-refused-with-400',
    fault: 'Rejects a foreign account with 400',
    breaks: 'R13',
    vary: refusesWith(400, 'foreignAccount'),
  },
];

export const accountMutants: Mutant[] = [...missing, ...foreign, ...statuses];
