import type { ContractCase, MultipartFlaw } from '../case.ts';
import { account, file, refused, single, type, upload } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const malformed = (id: string, title: string, flaw: MultipartFlaw): ContractCase =>
  single(id, title, upload([account, file()], { flaw }), refused('malformed', 'R18'), 'csv-file');

/** R18: malformed multipart is rejected promptly. Each request is complete HTTP; only its body is broken. */
export const malformedCases = ({ firstType, typeCase }: Vocabulary): ContractCase[] => [
  malformed('body-truncated-in-file', 'A body that ends inside the file is rejected', 'truncated-in-file'),
  malformed(
    'body-truncated-in-header',
    'A body that ends inside a part header is rejected',
    'truncated-in-part-header',
  ),
  malformed(
    'closing-delimiter-absent',
    'A body without a closing delimiter is rejected',
    'no-closing-delimiter',
  ),
  malformed(
    'boundary-parameter-absent',
    'A body without a boundary parameter is rejected',
    'no-boundary-parameter',
  ),
  malformed(
    'boundary-parameter-other',
    'A body with a different boundary than its header is rejected',
    'other-boundary-parameter',
  ),
  malformed('multipart-empty', 'An empty multipart body is rejected', 'empty-body'),
  malformed(
    'multipart-without-delimiter',
    'A multipart body without any delimiter is rejected',
    'no-delimiter-at-all',
  ),
  single(
    'body-truncated-with-type',
    'A truncated body with a type is rejected',
    upload([account, type(firstType), file()], { flaw: 'truncated-in-file' }),
    refused('malformed', 'R18'),
    typeCase(firstType),
  ),
  single(
    'body-truncated-chunked',
    'A truncated body in chunked coding is rejected',
    { ...upload([account, file()], { flaw: 'truncated-in-file' }), framing: 'chunked' },
    refused('malformed', 'R18'),
    'chunked',
  ),
];
