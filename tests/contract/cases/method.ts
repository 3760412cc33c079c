import type { BodyRecipe, ContractCase } from '../case.ts';
import { baseline, refused, single } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const none: BodyRecipe = { kind: 'none' };

const bodies: Record<string, BodyRecipe> = {
  GET: none,
  POST: baseline.body,
  PUT: baseline.body,
  PATCH: baseline.body,
  DELETE: none,
};

/** R13: another method gets the documented status. */
export const methodCases = ({ contract }: Vocabulary): ContractCase[] =>
  Object.entries(bodies)
    .filter(([method]) => method !== contract.method)
    .map(([method, body]) =>
      single(
        `method-${method.toLowerCase()}`,
        `${method} is not allowed`,
        { method, body },
        refused('methodNotAllowed', 'R13'),
        'csv-file',
      ),
    );
