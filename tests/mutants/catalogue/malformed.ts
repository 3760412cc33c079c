import type { IncomingMessage } from 'node:http';
import type { BodyFacts } from '../../../spec/rules.ts';
import { filesOf, isChunked, sentType } from '../faults/readings.ts';
import { drops, hangs, refusesWith, responsesTo, serverError } from '../faults/responding.ts';
import { overruleBody } from '../faults/seams.ts';
import { breaking, type Fault, type Mutant } from '../mutant.ts';

/** Stores malformed uploads. */
const stores = (when: (body: BodyFacts, request: IncomingMessage) => boolean): Fault =>
  overruleBody((ruling, body, request) =>
    ruling.outcome === 'malformed' && when(body, request)
      ? { outcome: 'accepted', requirement: 'R10' }
      : ruling,
  );

const isEmpty = ({ headers }: IncomingMessage): boolean => headers['content-length'] === '0';

/** R18: malformed multipart is rejected with 4xx, promptly. */
export const malformedMutants: Mutant[] = breaking('R18', [
  {
    id: 'truncated-taken',
    fault: 'Accepts a body that ends inside the file',
    vary: stores((body) => filesOf(body).length > 0),
  },
  {
    id: 'truncated-taken-with-type',
    fault: 'Accepts a truncated body after the type',
    vary: stores((body) => sentType(body) !== undefined),
  },
  {
    id: 'truncated-taken-chunked',
    fault: 'Accepts a truncated body in chunked coding',
    vary: stores((_, request) => isChunked(request)),
  },
  {
    id: 'malformed-taken',
    fault: 'Accepts every multipart body that it cannot read',
    vary: stores(() => true),
  },
  {
    id: 'unframed-taken',
    fault: 'Accepts bodies without parts',
    vary: stores(({ parts }) => parts.length === 0),
  },
  {
    id: 'empty-multipart-taken',
    fault: 'Accepts an empty multipart body',
    vary: stores((_, request) => isEmpty(request)),
  },
  {
    id: 'malformed-fails',
    fault: 'Fails with 500 on malformed multipart',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['malformed'], serverError),
  },
  {
    id: 'malformed-hangs',
    fault: 'Waits for the rest of malformed multipart forever',
    alsoWarns: ['R20'],
    timeout: 3000,
    vary: hangs(({ ruling }) => ruling.outcome === 'malformed'),
  },
  {
    id: 'malformed-drops',
    fault: 'Drops the connection at malformed multipart',
    alsoWarns: ['R20'],
    vary: drops(({ ruling }) => ruling.outcome === 'malformed'),
  },
]).concat({
  id: 'malformed-refused-with-422',
  fault: 'Rejects malformed multipart with 422',
  breaks: 'R13',
  vary: refusesWith(422, 'malformed'),
});
