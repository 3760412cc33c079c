import { contract } from '../../../../generated/contract.ts';
import { onRefusals, refusesWith, withContent } from '../../faults/responding.ts';
import { changeResponse, misreadHead } from '../../faults/seams.ts';
import { refusesFile } from '../../faults/strictness.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { mediaType } = contract.success;

const html = '<!doctype html><title>Error</title><h1>The upload was rejected</h1>';

/** R13: rejections carry the documented status. */
const statuses: Mutant[] = breaking('R13', [
  {
    id: 'token-refused-with-403',
    fault: 'Rejects tokens with 403',
    vary: refusesWith(403, 'missingToken', 'invalidToken'),
  },
  {
    id: 'missing-fields-refused-with-422',
    fault: 'Rejects missing fields with 422',
    vary: refusesWith(422, 'missingAccountId', 'missingFile'),
  },
  {
    id: 'too-large-refused-with-400',
    fault: 'Rejects more than 6 megabytes with 400',
    vary: refusesFile(({ size }) => size > 6_000_000, 'malformed'),
  },
  {
    id: 'method-refused-with-404',
    fault: 'Responds to other methods as to unknown paths',
    vary: refusesWith(404, 'methodNotAllowed'),
  },
  {
    id: 'method-ignored',
    fault: 'Accepts uploads with any method',
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

/** R14: rejections carry problem details. */
const problems: Mutant[] = breaking('R14', [
  {
    id: 'refusals-in-html',
    fault: 'Rejects with an HTML page',
    vary: onRefusals((response) => withContent(response, 'text/html', html)),
  },
  {
    id: 'refusals-in-text',
    fault: 'Rejects with a line of text',
    vary: onRefusals((response) => withContent(response, 'text/plain', 'Bad Request')),
  },
  {
    id: 'refusals-empty',
    fault: 'Rejects without a body',
    vary: onRefusals((response) => ({ ...response, headers: {}, body: '' })),
  },
  {
    id: 'refusals-in-plain-json',
    fault: 'Rejects with JSON of another media type',
    vary: onRefusals((response) => withContent(response, mediaType, response.body)),
  },
  {
    id: 'refusals-cut',
    fault: 'Rejects with JSON that is cut off',
    vary: onRefusals((response) => ({ ...response, body: response.body.slice(0, -3) })),
  },
  {
    id: 'refusals-with-other-status-inside',
    fault: 'Rejects with another status in the body',
    vary: onRefusals((response) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), status: 418 }),
    })),
  },
  {
    id: 'refusals-with-status-as-text',
    fault: 'Rejects with the status as a text',
    vary: onRefusals((response) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), status: String(response.status) }),
    })),
  },
]);

export const refusalMutants: Mutant[] = [...statuses, ...problems];
