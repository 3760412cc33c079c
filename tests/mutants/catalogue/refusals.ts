import { contract } from '../../../generated/contract.ts';
import { onRefusals, refusesWith, withContent } from '../answering.ts';
import { breaking, type Mutant } from '../mutant.ts';
import { changeAnswer, misreadHead } from '../seams.ts';
import { refusesFile } from '../strictness.ts';

const { mediaType } = contract.success;

const html = '<!doctype html><title>Error</title><h1>The upload was refused</h1>';

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
    fault: 'Answers GET with 200',
    vary: changeAnswer((answer, { head }) => (head.method === 'GET' ? { ...answer, status: 200 } : answer)),
  },
]);

/** R14: refusals carry problem details. */
const problems: Mutant[] = breaking('R14', [
  {
    id: 'refusals-in-html',
    fault: 'Refuses with a page',
    vary: onRefusals((answer) => withContent(answer, 'text/html', html)),
  },
  {
    id: 'refusals-in-text',
    fault: 'Refuses with a line of text',
    vary: onRefusals((answer) => withContent(answer, 'text/plain', 'Bad Request')),
  },
  {
    id: 'refusals-empty',
    fault: 'Refuses without a word',
    vary: onRefusals((answer) => ({ ...answer, headers: {}, body: '' })),
  },
  {
    id: 'refusals-in-plain-json',
    fault: 'Refuses with JSON of another media type',
    vary: onRefusals((answer) => withContent(answer, mediaType, answer.body)),
  },
  {
    id: 'refusals-cut',
    fault: 'Refuses with JSON that does not end',
    vary: onRefusals((answer) => ({ ...answer, body: answer.body.slice(0, -3) })),
  },
  {
    id: 'refusals-with-other-status-inside',
    fault: 'Refuses with a status in the body that is not its own',
    vary: onRefusals((answer) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), status: 418 }),
    })),
  },
  {
    id: 'refusals-with-status-as-text',
    fault: 'Refuses with the status as a text',
    vary: onRefusals((answer) => ({
      ...answer,
      body: JSON.stringify({ ...JSON.parse(answer.body), status: String(answer.status) }),
    })),
  },
]);

export const refusalMutants: Mutant[] = [...statuses, ...problems];
