import type { ContractCase } from '../case.ts';
import { baseline, refused, single } from './recipes.ts';

const otherMethod = refused('methodNotAllowed', 'R13');

/** R13: another method is answered with the documented status. */
export const methodCases: ContractCase[] = [
  single(
    'method-get',
    'GET is not allowed',
    { method: 'GET', body: { kind: 'none' } },
    otherMethod,
    'csv-file',
  ),
  single('method-put', 'PUT is not allowed', { ...baseline, method: 'PUT' }, otherMethod, 'csv-file'),
  single('method-patch', 'PATCH is not allowed', { ...baseline, method: 'PATCH' }, otherMethod, 'csv-file'),
  single(
    'method-delete',
    'DELETE is not allowed',
    { method: 'DELETE', body: { kind: 'none' } },
    otherMethod,
    'csv-file',
  ),
];
