import { contract } from '../../../../generated/contract.ts';
import { onRefusals, refusesWith, withContent } from '../../faults/responding.ts';
import { changeResponse, misreadHead } from '../../faults/seams.ts';
import { refusesFile } from '../../faults/strictness.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { mediaType } = contract.success;

const html = '<!doctype html><title>Error</title><h1>The upload was rejected</h1>';

/** R13: refusals carry the documented status. */
const statuses: Mutant[] = breaking('R13', [
  {
    id: 'token-refused-with-403',
    fault: 'Refuses tokens with 403',
    vary: refusesWith(403, 'missingToken', 'invalidToken'),
  },
  {
    id: 'missing-fields-refused-with-422',
    fault: 'Refuses missing fields with 422',
    vary: refusesWith(422, 'missingAccountId', 'missingFile'),
  },
  {
    id: 'too-large-refused-with-400',
    fault: 'Refuses more than 6 megabytes with 400',
    vary: refusesFile(({ size }) => size > 6_000_000, 'malformed'),
  },
  {
    id: 'method-refused-with-404',
    fault: 'Does not know other methods',
    vary: refusesWith(404, 'methodNotAllowed'),
  },
  {
    id: 'method-ignored',
    fault: 'Takes uploads with any method',
    vary: misreadHead((head) => ({ ...head, method: contract.method })),
  },
  {
    id: 'method-get-answered',
    fault: 'Responds to GET with 200',
    vary: changeResponse((response, { head }) =>
      head.method === 'GET' ? { ...response, status: 200 } : response,
    ),
  },
]);

/** R14: refusals carry problem details. */
const problems: Mutant[] = breaking('R14', [
  {
    id: 'refusals-in-html',
    fault: 'Refuses with a page',
    vary: onRefusals((response) => withContent(response, 'text/html', html)),
  },
  {
    id: 'refusals-in-text',
    fault: 'Refuses with a line of text',
    vary: onRefusals((response) => withContent(response, 'text/plain', 'Bad Request')),
  },
  {
    id: 'refusals-empty',
    fault: 'Refuses without a word',
    vary: onRefusals((response) => ({ ...response, headers: {}, body: '' })),
  },
  {
    id: 'refusals-in-plain-json',
    fault: 'Refuses with JSON of another media type',
    vary: onRefusals((response) => withContent(response, mediaType, response.body)),
  },
  {
    id: 'refusals-cut',
    fault: 'Refuses with JSON that does not end',
    vary: onRefusals((response) => ({ ...response, body: response.body.slice(0, -3) })),
  },
  {
    id: 'refusals-with-other-status-inside',
    fault: 'Refuses with a status in the body that is not its own',
    vary: onRefusals((response) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), status: 418 }),
    })),
  },
  {
    id: 'refusals-with-status-as-text',
    fault: 'Refuses with the status as a text',
    vary: onRefusals((response) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), status: String(response.status) }),
    })),
  },
]);

export const refusalMutants: Mutant[] = [...statuses, ...problems];
