import { contract } from '../../../../generated/contract.ts';
import { sees, seesOne } from '../../faults/counting.ts';
import {
  filesOf,
  hasQuotedBoundary,
  isChunked,
  isFile,
  isLarge,
  recognisedTypes,
  sentType,
} from '../../faults/readings.ts';
import {
  drops,
  hangs,
  refusesWith,
  responsesTo,
  serverError,
  successWithError,
  toLogin,
  withStatus,
} from '../../faults/responding.ts';
import { remembering } from '../../faults/seams.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { type } = contract.fields;

/** How many files it counts, and where it stops. */
const counts: Mutant[] = breaking('R7', [
  { id: 'files-not-counted', fault: 'Uses the first of several files', vary: seesOne(() => true) },
  { id: 'files-last-wins', fault: 'Uses the last of several files', vary: sees((files) => files.slice(-1)) },
  {
    id: 'files-two-only',
    fault: 'Rejects two files, but not three',
    vary: seesOne((body) => filesOf(body).length > 2),
  },
  {
    id: 'files-even-only',
    fault: 'Accepts odd numbers of files',
    vary: seesOne((body) => filesOf(body).length % 2 === 1),
  },
  {
    id: 'files-up-to-ten',
    fault: 'Accepts up to ten files',
    vary: seesOne((body) => filesOf(body).length <= 10),
  },
  {
    id: 'files-up-to-three',
    fault: 'Accepts up to three files',
    vary: seesOne((body) => filesOf(body).length <= 3),
  },
  {
    id: 'files-beyond-ten',
    fault: 'Does not count more than ten files',
    vary: seesOne((body) => filesOf(body).length > 10),
  },
]);

/** A branch skips the count. */
const branches: Mutant[] = breaking('R7', [
  {
    id: 'files-uncounted-with-type',
    fault: 'Does not count with a type',
    vary: seesOne((body) => sentType(body) !== undefined),
  },
  {
    id: 'files-uncounted-with-recognised-type',
    fault: 'Does not count with a recognised type',
    vary: seesOne((body) => recognisedTypes.includes(sentType(body) ?? '')),
  },
  {
    id: 'files-uncounted-with-other-type',
    fault: 'Does not count with an unrecognised type',
    vary: seesOne((body) => sentType(body) !== undefined && !recognisedTypes.includes(sentType(body) ?? '')),
  },
  {
    id: 'files-uncounted-behind-type',
    fault: 'Does not count after a type',
    vary: seesOne(({ parts }) => parts.slice(0, parts.findIndex(isFile)).some(({ name }) => name === type)),
  },
  {
    id: 'files-uncounted-for-large',
    fault: 'Does not count in large uploads',
    vary: seesOne((_, request) => isLarge(request)),
  },
  {
    id: 'files-uncounted-chunked',
    fault: 'Does not count in chunked coding',
    vary: seesOne((_, request) => isChunked(request)),
  },
  {
    id: 'files-uncounted-quoted-boundary',
    fault: 'Does not count with a quoted boundary',
    vary: seesOne((_, request) => hasQuotedBoundary(request)),
  },
]);

/** The response is not a rejection, or the wrong one. */
const responses: Mutant[] = [
  {
    id: 'files-success-with-error',
    fault: 'Responds to two files with 200 and an error inside',
    breaks: 'R7',
    vary: responsesTo(['twoFiles'], successWithError),
  },
  {
    id: 'files-multi-status',
    fault: 'Responds to two files with 207',
    breaks: 'R7',
    vary: responsesTo(['twoFiles'], (response) => withStatus(response, 207)),
  },
  {
    id: 'files-redirected',
    fault: 'Redirects uploads of two files',
    breaks: 'R7',
    alsoWarns: ['R13'],
    vary: responsesTo(['twoFiles'], toLogin),
  },
  {
    id: 'files-crash',
    fault: 'Drops the connection at a second file',
    breaks: 'R7',
    alsoWarns: ['R20'],
    vary: drops(({ ruling }) => ruling.outcome === 'twoFiles'),
  },
  {
    id: 'files-hang',
    fault: 'Never responds to more than three files',
    breaks: 'R7',
    alsoWarns: ['R20'],
    timeout: 3000,
    vary: hangs(({ body }) => body !== undefined && filesOf(body).length > 3),
  },
  {
    id: 'files-refused-with-422',
    fault: 'Rejects two files with 422',
    breaks: 'R13',
    vary: refusesWith(422, 'twoFiles'),
  },
  {
    id: 'files-fail',
    fault: 'Fails with 500 at a second file',
    breaks: 'R20',
    alsoWarns: ['R13'],
    vary: responsesTo(['twoFiles'], serverError),
  },
  {
    id: 'files-refused-in-turns',
    fault: 'Rejects two files with 400 and 422 alternately',
    breaks: 'R20',
    alsoWarns: ['R13'],
    vary: remembering(() => {
      let turn = 0;
      return responsesTo(['twoFiles'], (response) => withStatus(response, ++turn % 2 === 0 ? 422 : 400));
    }),
  },
];

/** R7: exactly one file, whatever their number and the other fields. */
export const fileCountMutants: Mutant[] = [...counts, ...branches, ...responses];
