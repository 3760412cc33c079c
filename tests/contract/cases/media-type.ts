import type { ContractCase } from '../case.ts';
import { account, baseline, csv, file, refused, single, type, upload } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const notMultipart = refused('notMultipart', 'R4');
const parts = [account, file()];

/** R4: the body is multipart/form-data. */
export const mediaTypeCases = ({ contract, firstType, typeCase }: Vocabulary): ContractCase[] => [
  single('json-body', 'A JSON body is rejected', { body: { kind: 'json', parts } }, notMultipart, 'csv-file'),
  single(
    'json-body-with-type',
    'A JSON body with a type is rejected',
    { body: { kind: 'json', parts: [...parts, type(firstType)] } },
    notMultipart,
    typeCase(firstType),
  ),
  single(
    'urlencoded-body',
    'An urlencoded body is rejected',
    { body: { kind: 'urlencoded', parts } },
    notMultipart,
    'csv-file',
  ),
  single(
    'urlencoded-body-with-type',
    'An urlencoded body with a type is rejected',
    { body: { kind: 'urlencoded', parts: [...parts, type(firstType)] } },
    notMultipart,
    typeCase(firstType),
  ),
  single(
    'multipart-labelled-json',
    'A multipart body declared as JSON is rejected',
    upload(parts, { mediaType: 'application/json' }),
    notMultipart,
    'csv-file',
  ),
  single(
    'multipart-labelled-urlencoded',
    'A multipart body declared as urlencoded is rejected',
    upload(parts, { mediaType: 'application/x-www-form-urlencoded' }),
    notMultipart,
    'csv-file',
  ),
  single(
    'multipart-labelled-text',
    'A multipart body declared as plain text is rejected',
    upload(parts, { mediaType: 'text/plain' }),
    notMultipart,
    'csv-file',
  ),
  single(
    'multipart-labelled-binary',
    'A multipart body declared as binary is rejected',
    upload(parts, { mediaType: 'application/octet-stream' }),
    notMultipart,
    'csv-file',
  ),
  single(
    'file-as-body',
    'A body that is the bare file is rejected',
    {
      body: { kind: 'raw', mediaType: 'text/csv', file: csv },
      ...(contract.fields.account !== undefined && { query: { [contract.fields.account]: '{{accountId}}' } }),
    },
    notMultipart,
    'csv-file',
  ),
  single(
    'no-body',
    'A request without a body is rejected',
    { ...baseline, body: { kind: 'none' } },
    // A missing body has no media type, so any status will do.
    { ...notMultipart, anyStatus: true },
    'csv-file',
  ),
];
