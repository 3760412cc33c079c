import type { BodyFacts } from '../../../../spec/rules.ts';
import { type FilePart, filesOf, sentType } from '../../faults/readings.ts';
import { drops, hangs, responsesTo, withStatus } from '../../faults/responding.ts';
import { changeDelivery, overruleBody, remembering } from '../../faults/seams.ts';
import { breaking, type Mutant } from '../../mutant.ts';

/** Whether a key was seen before, on this deployment. */
function memory() {
  const seen = new Set<string>();
  return (key: string): boolean => seen.has(key) || !seen.add(key);
}

const isPdf = ({ mediaType }: FilePart): boolean => mediaType === 'application/pdf';

/** The key of an upload for a store that accepts each file once. */
const fingerprint = (body: BodyFacts): string => JSON.stringify([filesOf(body), sentType(body)]);

/** R20: a response needs no retry, has a status below 500, and is the same each time. */
export const stabilityMutants: Mutant[] = breaking('R20', [
  {
    id: 'first-connection-dropped',
    fault: 'Drops the connection of each new PDF file, and accepts it on the retry',
    vary: remembering(() => {
      const isKnown = memory();
      return drops(
        ({ body, request }) =>
          body !== undefined && filesOf(body).some(isPdf) && !isKnown(request.headers['content-type'] ?? ''),
      );
    }),
  },
  {
    id: 'duplicates-refused',
    fault: 'Rejects a file that it already has',
    vary: remembering(() => {
      const isKnown = memory();
      return overruleBody((ruling, body) =>
        ruling.outcome === 'accepted' && isKnown(fingerprint(body))
          ? { outcome: 'malformed', requirement: 'R20' }
          : ruling,
      );
    }),
  },
  {
    id: 'unknown-token-in-turns',
    fault: 'Rejects unknown tokens with 401 and 403 alternately',
    alsoWarns: ['R13'],
    vary: remembering(() => {
      let turn = 0;
      return responsesTo(['invalidToken'], (response) => withStatus(response, ++turn % 2 === 0 ? 403 : 401));
    }),
  },
  {
    id: 'other-paths-fail',
    fault: 'Fails with 500 on unknown paths',
    vary: changeDelivery(async (outgoing, response, upload, asIs) =>
      upload === undefined ? void outgoing.writeHead(500, response.headers).end() : asIs(),
    ),
  },
  {
    id: 'other-methods-hang',
    fault: 'Never responds to GET',
    timeout: 3000,
    vary: hangs(({ head }) => head.method === 'GET'),
  },
]);
