import type { ContractCase } from '../case.ts';
import { accepted, account, baseline, file, single, upload } from './recipes.ts';

/** The accepted upload that every other case builds on. */
export const baselineId = 'csv-file';

/** R1: a well-formed upload with a valid raw token is accepted. `csv-file` is the control of nearly every rejection. */
export const acceptedCases: ContractCase[] = [
  single(baselineId, 'A CSV file is accepted', baseline, accepted('R1')),
  single(
    'pdf-file',
    'A PDF file is accepted',
    upload([account, file({ kind: 'pdf' })]),
    accepted('R1'),
    'csv-file',
  ),
  single(
    'text-file',
    'A text file is accepted',
    upload([account, file({ kind: 'text' })]),
    accepted('R1'),
    'csv-file',
  ),
  single(
    'file-of-one-byte',
    'A file of one byte is accepted',
    upload([account, file({ kind: 'text', size: 1 })]),
    accepted('R1'),
    'text-file',
  ),
  single(
    'file-of-100-kilobytes',
    'A file of 100 kilobytes is accepted',
    upload([account, file({ size: 100_000 })]),
    accepted('R1'),
    'csv-file',
  ),
];
