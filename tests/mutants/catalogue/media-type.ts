import type { IncomingMessage } from 'node:http';
import type { HeadFacts, Ruling } from '../../../spec/rules.ts';
import { isChunked } from '../faults/readings.ts';
import { refusesWith, responsesTo, serverError, successWithError } from '../faults/responding.ts';
import { overruleHead } from '../faults/seams.ts';
import type { Fault, Mutant } from '../mutant.ts';

const stored: Ruling = { outcome: 'accepted', requirement: 'R1' };

/** Stores bodies of a type other than multipart. */
const stores = (when: (head: HeadFacts, request: IncomingMessage) => boolean): Fault =>
  overruleHead((ruling, head, request) =>
    ruling?.outcome === 'notMultipart' && when(head, request) ? stored : ruling,
  );

const hasBody = (request: IncomingMessage): boolean =>
  isChunked(request) || Number(request.headers['content-length'] ?? 0) > 0;

const json = 'application/json';
const urlencoded = 'application/x-www-form-urlencoded';

/** R4: the body is multipart/form-data. */
export const mediaTypeMutants: Mutant[] = [
  {
    id: 'json-taken',
    fault: 'Accepts a JSON body',
    breaks: 'R4',
    vary: stores(({ mediaType }) => mediaType === json),
  },
  {
    id: 'urlencoded-taken',
    fault: 'Accepts an urlencoded body',
    breaks: 'R4',
    vary: stores(({ mediaType }) => mediaType === urlencoded),
  },
  {
    id: 'bare-file-taken',
    fault: 'Accepts the bare file as the body',
    breaks: 'R4',
    vary: stores(
      ({ mediaType }, request) => hasBody(request) && mediaType !== json && mediaType !== urlencoded,
    ),
  },
  {
    id: 'empty-request-taken',
    fault: 'Accepts a request without a body',
    breaks: 'R4',
    vary: stores((_, request) => !hasBody(request)),
  },
  {
    id: 'json-fails',
    fault: 'Fails with 500 on anything but multipart',
    breaks: 'R4',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['notMultipart'], serverError),
  },
  {
    id: 'json-success-with-error',
    fault: 'Responds to anything but multipart with 200 and an error inside',
    breaks: 'R4',
    vary: responsesTo(['notMultipart'], successWithError),
  },
  {
    id: 'json-refused-with-400',
    fault: 'Rejects anything but multipart with 400',
    breaks: 'R13',
    vary: refusesWith(400, 'notMultipart'),
  },
];
