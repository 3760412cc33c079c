import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpec } from '../../../../scripts/generate/document.ts';
import { root } from './copy.ts';

/** Every mistake in the spec is reported with file, line and reason. */
interface Mistake {
  mistake: string;
  /** A text of the file, and its replacement. */
  from: string;
  to: string;
  /** The text on whose line the mistake is. Default: the changed text. */
  at?: string;
  message: RegExp;
}

const openapi: Mistake[] = [
  {
    mistake: 'a type that is a number',
    from: '- Invoice\n',
    to: '- 1099\n',
    message: /the number 1099; put it in quotation marks/,
  },
  {
    mistake: 'a type that is a truth value',
    from: '- Invoice\n',
    to: '- true\n',
    message: /the boolean true/,
  },
  {
    mistake: 'a type that is nothing',
    from: '- Invoice\n',
    to: '-\n',
    at: ' -\n',
    message: /found nothing/,
  },
  {
    mistake: 'a type that is a mapping',
    from: '- Invoice\n',
    to: '- name: Invoice\n',
    message: /found a mapping/,
  },
  {
    mistake: 'a title that is a number',
    from: 'title: File upload',
    to: 'title: 2030',
    message: /the title must be a string/,
  },
  {
    mistake: 'a version that is a number',
    from: 'version: 1.0.0',
    to: 'version: 1.0',
    message: /the version must be a string/,
  },
  {
    mistake: 'no version',
    from: '  version: 1.0.0\n',
    to: '',
    at: 'title: File upload',
    message: /the version is missing/,
  },
  {
    mistake: 'no operationId',
    from: '      operationId: uploadFile\n',
    to: '',
    at: 'tags: [Files]\n      summary',
    message: /operationId is missing/,
  },
  {
    mistake: 'a path without the parameter',
    from: '/files/v1/{clientId}/upload_files:',
    to: '/files/v1/upload_files:',
    at: '- name: clientId',
    message: /the path has no \{clientId\}/,
  },
  {
    mistake: 'a parameter in the query',
    from: 'in: path',
    to: 'in: query',
    at: '    parameters:\n      - name: clientId',
    message: /one path parameter, the client id, found 0/,
  },
  {
    mistake: 'a body that is JSON',
    from: 'multipart/form-data:',
    to: 'application/json:',
    message: /multipart\/form-data, not application\/json/,
  },
  {
    mistake: 'a reference that leads nowhere',
    from: '$ref: "#/components/schemas/Upload"',
    to: '$ref: "#/components/schemas/Uplaod"',
    message: /resolve/,
  },
  {
    mistake: 'an unknown role',
    from: 'x-role: content',
    to: 'x-role: contents',
    at: 'file:\n          description',
    message: /x-role must be one of account, content, type, not 'contents'/,
  },
  {
    mistake: 'a role twice',
    from: 'x-role: content',
    to: 'x-role: account',
    at: 'file:\n          description',
    message: /accountId already has the x-role account/,
  },
  {
    mistake: 'no file',
    from: 'format: binary',
    to: 'format: byte',
    at: 'file:\n          description: The file. A request',
    message: /x-role: content is a file: format: binary/,
  },
  {
    mistake: 'a token in the query',
    from: '      in: header\n',
    to: '      in: query\n',
    at: '      type: apiKey',
    message: /a token must be in a header/,
  },
  { mistake: 'an unknown scheme', from: '  - token: []', to: '  - tokens: []', message: /tokens/ },
  {
    mistake: 'a range of statuses',
    from: '"400":',
    to: '"4XX":',
    at: 'description: The request is not one',
    message: /a status such as 400, not '4XX'/,
  },
  {
    mistake: 'two success responses',
    from: '"403":',
    to: '"202":',
    at: '      responses:\n        "200"',
    message: /one success response, found 2/,
  },
  {
    mistake: 'another media type of a refusal',
    from: '            application/problem+json:\n              schema:\n                $ref: "#/components/schemas/Problem"\n              examples:\n                tooLarge',
    to: '            application/json:\n              schema:\n                $ref: "#/components/schemas/Problem"\n              examples:\n                tooLarge',
    at: '      responses:\n        "200"',
    message: /one media type of refusals/,
  },
  {
    mistake: 'a size in words',
    from: 'guaranteedFileSize: 5242880',
    to: 'guaranteedFileSize: 5 MiB',
    message: /a number of bytes/,
  },
  {
    mistake: 'a description that is a number',
    from: 'description: The file was accepted.',
    to: 'description: 200',
    message: /the description of a response must be a string/,
  },
  { mistake: 'YAML that is none', from: 'openapi: 3.1.0', to: 'openapi: [3.1.0', message: /./ },
  {
    mistake: 'a field that no form carries',
    from: '          example: CSV\n',
    to: '          example: CSV\n        tags:\n          type: array\n',
    at: 'tags:\n          type: array',
    message: /a form contains only text fields and a file/,
  },
  {
    mistake: 'a response of no media type',
    from: '            application/json:\n              schema:\n                $ref: "#/components/schemas/UploadedFile"',
    to: '            json:\n              schema:\n                $ref: "#/components/schemas/UploadedFile"',
    at: '            json:\n',
    message: /'json' is not a media type/,
  },
  {
    mistake: 'an empty reference',
    from: '$ref: "#/components/schemas/Upload"',
    to: '$ref: ""',
    message: /\$ref|resolve/,
  },
  {
    mistake: 'a reference to itself',
    from: '    Upload:\n      type: object\n',
    to: '    Upload:\n      $ref: "#/components/schemas/Upload"\n',
    at: '    Upload:\n      $ref',
    message: /./,
  },
];

const requirements: Mistake[] = [
  {
    mistake: 'an id twice',
    from: '- id: R2\n',
    to: '- id: R1\n',
    at: '- id: R1\n  title: A valid token only',
    message: /R1 is listed twice/,
  },
  {
    mistake: 'an id of another kind',
    from: '- id: R2\n',
    to: '- id: Rule2\n',
    message: /R and a number, not 'Rule2'/,
  },
  {
    mistake: 'an unknown level',
    from: 'level: MUST',
    to: 'level: MAY',
    message: /MUST or SHOULD, not 'MAY'/,
  },
  {
    mistake: 'an unknown source',
    from: '  source: page',
    to: '  source: book',
    message: /page or reference, not 'book'/,
  },
  {
    mistake: 'an unknown member',
    from: '  source: page\n',
    to: '  source: page\n  note: x\n',
    at: 'note: x',
    message: /'note' is not one of/,
  },
  { mistake: 'no level', from: '  level: MUST\n', to: '', at: '- id: R1', message: /'level' is missing/ },
  {
    mistake: 'a statement that is a number',
    from: 'statement: A well-formed upload with a valid {token} is accepted (2xx).',
    to: 'statement: 2',
    message: /'statement' must be a string/,
  },
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Makes one mistake in a copy of the spec. @returns the message, and its line. */
async function made(file: string, { from, to, at = to }: Mistake) {
  const copy = await mkdtemp(join(folder, 'spec-'));
  await cp(join(root, 'spec'), join(copy, 'spec'), { recursive: true });
  const path = join(copy, 'spec', file);
  const before = await readFile(path, 'utf8');
  expect(before).toContain(from);
  const text = before.replace(from, () => to);
  expect(text).toContain(at);
  await writeFile(path, text);
  const line = text.slice(0, text.indexOf(at)).split('\n').length;
  const message = await readSpec(copy).then(
    () => 'no mistake was found',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  return { message, line };
}

describe.each([
  ['openapi.yaml', openapi],
  ['requirements.yaml', requirements],
] as const)('in spec/%s', (file, mistakes) => {
  test.each(mistakes)('$mistake is named with its line', async (mistake) => {
    const { message, line } = await made(file, mistake);
    expect(message).toMatch(mistake.message);
    const [, said = ''] = new RegExp(`^UserError: spec/${file}:(\\d+): `).exec(message) ?? [message];
    // A mistake over several lines is reported for the first of them, or for the one above.
    expect(Math.abs(Number(said) - line), message).toBeLessThanOrEqual(1);
  });
});
