import { contract } from '../../../generated/contract.ts';
import {
  onRefusals,
  onSuccesses,
  refusesWith,
  renamesFile,
  reshapesSuccess,
  withContent,
} from '../faults/responding.ts';
import type { Variant } from '../mutant.ts';

const { members, mediaType } = contract.success;

/** Statuses and bodies, for which the rules have a SHOULD at most. */
export const responseVariants: Variant[] = [
  {
    id: 'refusal-speaks-of-traces',
    liberty: 'Names files, lines and the words for traces, but shows none',
    warns: [],
    vary: onRefusals((response) => ({
      ...response,
      body: JSON.stringify({
        ...JSON.parse(response.body),
        detail: 'Stack trace: none (Native Method). See /data/report.php on line 4, or Traceback.',
        sent: { file: 'statement.js', line: 3 },
      }),
    })),
  },
  {
    id: 'success-201',
    liberty: 'Succeeds with 201',
    warns: ['R15'],
    vary: onSuccesses((response) => ({
      ...response,
      status: 201,
      headers: { ...response.headers, Location: '/files/1' },
    })),
  },
  {
    id: 'success-202',
    liberty: 'Succeeds with 202',
    warns: ['R15'],
    vary: onSuccesses((response) => ({ ...response, status: 202 })),
  },
  {
    id: 'success-204',
    liberty: 'Succeeds without a body',
    warns: ['R15'],
    documentTypePointer: 'none',
    vary: onSuccesses((response) => ({ ...response, status: 204, headers: {}, body: '' })),
  },
  {
    id: 'success-in-words',
    liberty: 'Succeeds with a line of text',
    warns: ['R15'],
    documentTypePointer: 'none',
    vary: onSuccesses((response) => withContent(response, 'text/plain', 'File uploaded successfully')),
  },
  {
    id: 'success-minimal',
    liberty: 'Succeeds with only an identifier',
    warns: ['R15'],
    documentTypePointer: 'none',
    vary: reshapesSuccess((success) => ({ id: success[members.id] })),
  },
  {
    id: 'success-with-empty-errors',
    liberty: 'Succeeds with its own code and empty errors',
    warns: [],
    vary: reshapesSuccess((success) => ({ ...success, code: 450, error: {}, errors: [], fault: null })),
  },
  {
    id: 'success-minimal-with-empty-errors',
    liberty: 'Succeeds with its own identifier and an empty list of errors',
    warns: ['R15'],
    documentTypePointer: 'none',
    vary: reshapesSuccess(() => ({ id: 7, status: 200, code: 450, error: '', errors: { file: [] } })),
  },
  {
    id: 'file-name-lower-case',
    liberty: 'Writes file names in lower case',
    warns: ['R15'],
    vary: renamesFile((name) => name.toLowerCase()),
  },
  {
    id: 'file-name-cut',
    liberty: 'Cuts long file names',
    warns: ['R15'],
    vary: renamesFile((name) => name.slice(0, 60)),
  },
  {
    id: 'type-null',
    liberty: 'Shows null when no type is set',
    warns: ['R15'],
    vary: reshapesSuccess((success) => ({ [members.type]: null, ...success })),
  },
  {
    id: 'type-nested',
    liberty: 'Shows the type in a nested object',
    warns: ['R15'],
    documentTypePointer: '/data/attributes/kind',
    vary: reshapesSuccess(({ [members.type]: type = null, ...attributes }) => ({
      data: { attributes: { ...attributes, kind: type } },
    })),
  },
  {
    id: 'refusals-422',
    liberty: 'Rejects defects of the form with 422',
    warns: ['R13'],
    vary: refusesWith(422, 'twoFiles', 'missingFile', 'missingAccountId'),
  },
  {
    id: 'refusals-404',
    liberty: 'Rejects foreign accounts with 404',
    warns: ['R13'],
    vary: refusesWith(404, 'foreignAccount'),
  },
  {
    id: 'token-403',
    liberty: 'Rejects tokens with 403',
    warns: ['R13'],
    vary: refusesWith(403, 'missingToken', 'invalidToken'),
  },
  {
    id: 'media-type-400',
    liberty: 'Rejects other bodies with 400',
    warns: ['R13'],
    vary: refusesWith(400, 'notMultipart'),
  },
  {
    id: 'two-files-500',
    liberty: 'Rejects two files with 500, an error status all the same',
    warns: ['R13', 'R20'],
    vary: refusesWith(500, 'twoFiles'),
  },
  {
    id: 'errors-html',
    liberty: 'Rejects with HTML pages',
    warns: ['R14'],
    vary: onRefusals((response) =>
      withContent(response, 'text/html; charset=utf-8', `<h1>${response.status}</h1>`),
    ),
  },
  {
    id: 'errors-text',
    liberty: 'Rejects with lines of text',
    warns: ['R14'],
    vary: onRefusals((response) => withContent(response, 'text/plain', 'Not accepted')),
  },
  {
    id: 'errors-json',
    liberty: 'Rejects with its own JSON',
    warns: ['R14'],
    vary: onRefusals((response) => withContent(response, mediaType, '{"error":{"code":"REFUSED"}}')),
  },
  {
    id: 'errors-empty',
    liberty: 'Rejects without a body',
    warns: ['R14'],
    vary: onRefusals((response) => ({ ...response, headers: {}, body: '' })),
  },
];
