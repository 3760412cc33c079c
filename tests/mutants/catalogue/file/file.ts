import type { IncomingMessage } from 'node:http';
import { contract } from '../../../../generated/contract.ts';
import type { BodyFacts } from '../../../../spec/rules.ts';
import {
  type FilePart,
  filesOf,
  inQuery,
  isChunked,
  sentType,
  textOf,
  withFiles,
} from '../../faults/readings.ts';
import { refusesWith, responsesTo, serverError, successWithError } from '../../faults/responding.ts';
import { misreadBody } from '../../faults/seams.ts';
import type { Fault, Mutant } from '../../mutant.ts';

const { content } = contract.fields;

const imagined: FilePart = {
  kind: 'file',
  name: content,
  fileName: 'upload',
  mediaType: 'text/plain',
  size: 0,
};

/** Continues without a file. */
const doesWithout = (when: (body: BodyFacts, request: IncomingMessage) => boolean): Fault =>
  misreadBody((body, request) =>
    filesOf(body).length === 0 && when(body, request) ? withFiles(body, [imagined]) : body,
  );

const text = (body: BodyFacts): string | undefined => textOf(body, content);

/** R6: a file is required, and a text field is not a file. */
export const fileMutants: Mutant[] = [
  {
    id: 'file-optional',
    fault: 'Requires no file',
    breaks: 'R6',
    vary: doesWithout((body) => text(body) === undefined),
  },
  {
    id: 'file-optional-with-type',
    fault: 'Requires no file with a type',
    breaks: 'R6',
    vary: doesWithout((body) => text(body) === undefined && sentType(body) !== undefined),
  },
  {
    id: 'file-as-text-taken',
    fault: 'Accepts a text field as the file',
    breaks: 'R6',
    vary: doesWithout((body) => text(body) !== undefined && text(body) !== ''),
  },
  {
    id: 'file-as-empty-text-taken',
    fault: 'Checks only that the field is present',
    breaks: 'R6',
    vary: doesWithout((body) => text(body) !== undefined),
  },
  {
    id: 'file-as-text-taken-with-type',
    fault: 'Accepts a text field as the file with a type',
    breaks: 'R6',
    vary: doesWithout((body) => text(body) !== undefined && sentType(body) !== undefined),
  },
  {
    id: 'file-from-query',
    fault: 'Accepts a file name in the query as the file',
    breaks: 'R6',
    vary: doesWithout((_, request) => inQuery(request, content) !== undefined),
  },
  {
    id: 'file-optional-chunked',
    fault: 'Requires no file in chunked coding',
    breaks: 'R6',
    vary: doesWithout((_, request) => isChunked(request)),
  },
  {
    id: 'file-any-part',
    fault: 'Accepts any other part as the file',
    breaks: 'R6',
    vary: doesWithout(
      ({ parts }) =>
        parts.length > 1 && parts.some(({ name }) => !Object.values<string>(contract.fields).includes(name)),
    ),
  },
  {
    id: 'file-missing-fails',
    fault: 'Fails with 500 on a missing file',
    breaks: 'R6',
    alsoWarns: ['R13', 'R20'],
    vary: responsesTo(['missingFile'], serverError),
  },
  {
    id: 'file-missing-success-with-error',
    fault: 'Responds to a missing file with 200 and an error inside',
    breaks: 'R6',
    vary: responsesTo(['missingFile'], successWithError),
  },
  {
    id: 'file-missing-refused-with-404',
    fault: 'Rejects a missing file with 404',
    breaks: 'R13',
    vary: refusesWith(404, 'missingFile'),
  },
];
