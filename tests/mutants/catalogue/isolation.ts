import { setTimeout as sleep } from 'node:timers/promises';
import { contract } from '../../../generated/contract.ts';
import type { BodyFacts, Ruling } from '../../../spec/rules.ts';
import { lateCheck } from '../faults/admitting.ts';
import { filesOf, isInOnePiece, isRecognised, sentAccount, sentType, withField } from '../faults/readings.ts';
import {
  changeResponse,
  misreadBody,
  misreadHead,
  overruleBody,
  remembering,
  together,
} from '../faults/seams.ts';
import { breaking, credentials, type Fault, type Mutant } from '../mutant.ts';

const { accountId, foreignAccountId, token } = credentials;
const { account } = contract.fields;

/** Remembers a type, and sets it on accepted uploads with such a body. */
const carriesOver = (remembers: (ruling: Ruling) => boolean, to: (body: BodyFacts) => boolean): Fault =>
  remembering(() => {
    let last: string | undefined;
    return overruleBody((ruling, body) => {
      const sent = sentType(body);
      if (remembers(ruling) && isRecognised(sent)) last = sent;
      if (ruling.outcome !== 'accepted' || last === undefined || !to(body)) return ruling;
      return { ...ruling, documentType: last };
    });
  });

const isUntyped = (body: BodyFacts): boolean => sentType(body) === undefined;

/** Milliseconds that storing a file takes, during which other requests arrive. */
const storing = 20;

/** Keeps the type in a global variable, which the next upload overwrites before the response is made. */
const sharesType: Fault = remembering(() => {
  let current: string | undefined;
  return together(
    overruleBody((ruling) => {
      if (ruling.outcome === 'accepted') current = ruling.documentType;
      return ruling;
    }),
    changeResponse(async (response, { ruling }) => {
      if (ruling.outcome !== 'accepted') return response;
      await sleep(storing);
      const { [contract.success.members.type]: _, ...success } = JSON.parse(response.body);
      const shown =
        current === undefined ? success : { ...success, [contract.success.members.type]: current };
      return { ...response, body: JSON.stringify(shown) };
    }),
  );
});

/**
 * Keeps a value in a global variable from the head of an upload to its end. Each upload resets it, so only overlapping
 * uploads share it. Large uploads, which always overlap with others, are excluded.
 */
const shares = (end: (shared: Shared, body: BodyFacts) => BodyFacts): Fault =>
  remembering(() => {
    let shared: Shared = { files: 0, isOwner: false };
    return together(
      misreadHead((head, request) => {
        if (isInOnePiece(request)) shared = { files: 0, isOwner: false };
        return head;
      }),
      misreadBody((body, request) => (isInOnePiece(request) ? end(shared, body) : body)),
    );
  });

interface Shared {
  files: number;
  /** An upload to the tester's own account was received. */
  isOwner: boolean;
}

const sharesFileCount = shares((shared, body) => {
  shared.files += filesOf(body).length;
  const [file] = filesOf(body);
  return shared.files > 1 && file !== undefined ? { ...body, parts: [...body.parts, file] } : body;
});

const sharesAccount = (taken: string | undefined): Fault =>
  shares((shared, body) => {
    shared.isOwner ||= sentAccount(body) === accountId;
    return shared.isOwner && sentAccount(body) === taken ? withField(body, account, accountId) : body;
  });

/** The token of the latest head counts for all uploads that end after it. */
const sharesToken: Fault = remembering(() => {
  let isValid = false;
  return together(
    misreadHead((head, request) => {
      if (isInOnePiece(request)) isValid = head.authorization === token;
      return head;
    }),
    lateCheck((isOwnValid, _body, request) => (isInOnePiece(request) ? isValid : isOwnValid)),
  );
});

/** R12: requests do not influence each other. */
export const isolationMutants: Mutant[] = breaking('R12', [
  {
    id: 'type-sticks',
    fault: 'A type sticks to later uploads without one',
    vary: carriesOver(({ outcome }) => outcome === 'accepted', isUntyped),
  },
  {
    id: 'type-sticks-to-unrecognised',
    fault: 'A type sticks to later uploads with an unknown one',
    vary: carriesOver(
      ({ outcome }) => outcome === 'accepted',
      (body) => !isUntyped(body) && !isRecognised(sentType(body)),
    ),
  },
  {
    id: 'type-of-refused-files-sticks',
    fault: 'The type of a rejected upload of two files sticks to the next one',
    vary: carriesOver(({ outcome }) => outcome === 'twoFiles', isUntyped),
  },
  {
    id: 'type-of-refused-token-sticks',
    fault: 'The type of an upload without access sticks to the next one',
    vary: together(
      lateCheck((isValid) => isValid),
      carriesOver(({ requirement }) => requirement === 'R2', isUntyped),
    ),
  },
  { id: 'type-in-global', fault: 'Concurrent uploads overwrite the type of each other', vary: sharesType },
  { id: 'token-in-global', fault: 'A token counts for concurrent uploads, too', vary: sharesToken },
  {
    id: 'file-count-in-global',
    fault: 'Counts the files of concurrent uploads together',
    vary: sharesFileCount,
  },
  {
    id: 'account-in-global',
    fault: 'Uses the account of a concurrent upload when there is none',
    vary: sharesAccount(undefined),
  },
  {
    id: 'account-check-in-global',
    fault: 'Accepts a foreign account during an upload to an own one',
    vary: sharesAccount(foreignAccountId),
  },
]);
