import type { IncomingMessage } from 'node:http';
import { contract } from '../../../generated/contract.ts';
import {
  extraFields,
  filesOf,
  hasQuotedBoundary,
  isChunked,
  placeOfField,
  placeOfFile,
} from '../faults/readings.ts';
import { overruleHead } from '../faults/seams.ts';
import { refuses } from '../faults/strictness.ts';
import { breaking, type Mutant } from '../mutant.ts';

const { account, type } = contract.fields;

const headerNamesAre = (pattern: RegExp, { rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.some((name, index) => index % 2 === 0 && pattern.test(name));

const contentTypeOf = ({ headers }: IncomingMessage): string => headers['content-type'] ?? '';

const boundaryOf = (request: IncomingMessage): string =>
  /boundary="?([^";]+)/.exec(contentTypeOf(request))?.[1] ?? '';

/** R17: what HTTP and RFC 7578 allow is accepted. */
export const framingMutants: Mutant[] = breaking('R17', [
  {
    id: 'chunked-refused',
    fault: 'Requires a Content-Length',
    vary: overruleHead(
      (ruling, _, request) =>
        ruling ?? (isChunked(request) ? { outcome: 'malformed', requirement: 'R17' } : undefined),
    ),
  },
  {
    id: 'chunked-large-refused',
    fault: 'Rejects more than a mebibyte in chunked coding',
    vary: refuses(
      (body, request) => isChunked(request) && filesOf(body).some(({ size }) => size > 1024 ** 2),
      'tooLarge',
    ),
  },
  {
    id: 'quoted-boundary-refused',
    fault: 'Does not support quoted boundaries',
    vary: refuses((_, request) => hasQuotedBoundary(request)),
  },
  {
    id: 'long-boundary-refused',
    fault: 'Does not support boundaries of more than 60 characters',
    vary: refuses((_, request) => boundaryOf(request).length > 60),
  },
  {
    id: 'lower-case-headers-refused',
    fault: 'Recognises headers in the usual letter case only',
    vary: refuses((_, request) => headerNamesAre(/^content-type$/, request)),
  },
  {
    id: 'upper-case-headers-refused',
    fault: 'Does not recognise headers in capital letters',
    vary: refuses((_, request) => headerNamesAre(/^CONTENT-TYPE$/, request)),
  },
  {
    id: 'charset-behind-boundary-refused',
    fault: 'Reads everything after it as the boundary',
    vary: refuses((_, request) => /boundary=[^;]+;/.test(contentTypeOf(request))),
  },
  {
    id: 'boundary-without-blank-refused',
    fault: 'Looks for the boundary after a semicolon and a space',
    vary: refuses((_, request) => /;boundary=/.test(contentTypeOf(request))),
  },
  {
    id: 'long-field-refused',
    fault: 'Accepts at most four kilobytes of text, in any field but the type',
    vary: refuses(({ parts }) =>
      parts.some((part) => part.kind === 'field' && part.name !== type && part.value.length > 4096),
    ),
  },
  {
    id: 'account-behind-file-refused',
    fault: 'Requires the account before the file',
    vary: refuses((body) => placeOfField(body, account) > placeOfFile(body)),
  },
  {
    id: 'account-not-first-refused',
    fault: 'Requires the account before all other parts',
    vary: refuses(({ parts }) => parts[0]?.name !== account),
  },
  {
    id: 'extra-fields-refused',
    fault: 'Rejects unknown fields',
    vary: refuses((body) => extraFields(body).length > 0),
  },
  {
    id: 'many-fields-refused',
    fault: 'Accepts at most ten fields',
    vary: refuses(({ parts }) => parts.length > 11),
  },
]);
