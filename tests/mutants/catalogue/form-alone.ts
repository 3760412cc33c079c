import { contract } from '../../../generated/contract.ts';
import { fillsIn, fillsInEmpty, merges, wins } from '../faults/merging.ts';
import { breaking, type Mutant } from '../mutant.ts';

const { account, type } = contract.fields;

/** R21: fields come from the form alone. */
export const formAloneMutants: Mutant[] = breaking('R21', [
  {
    id: 'account-from-query',
    fault: 'Takes the account from the query',
    vary: merges('query', fillsIn, [account]),
  },
  {
    id: 'account-from-query-where-empty',
    fault: 'Takes the account from the query when the field is empty',
    vary: merges('query', fillsInEmpty, [account]),
  },
  {
    id: 'account-replaced-by-query',
    fault: 'Prefers an account in the query to the one in the form',
    vary: merges('query', wins, [account]),
  },
  {
    id: 'account-from-header',
    fault: 'Takes the account from a header',
    vary: merges('header', fillsIn, [account]),
  },
  {
    id: 'account-from-header-of-same-name',
    fault: 'Takes the account from a header with the field’s name',
    vary: merges('header of the same name', fillsIn, [account]),
  },
  {
    id: 'untyped-from-header-of-same-name',
    fault: 'Prefers a type in a header with the field’s name',
    vary: merges('header of the same name', wins, [type]),
  },
  {
    id: 'untyped-from-query',
    fault: 'Takes the type from the query',
    vary: merges('query', fillsIn, [type]),
  },
  {
    id: 'type-replaced-by-query',
    fault: 'Prefers a type in the query to the one in the form',
    vary: merges('query', wins, [type]),
  },
  {
    id: 'untyped-from-header',
    fault: 'Takes the type from a header',
    vary: merges('header', fillsIn, [type]),
  },
]);
