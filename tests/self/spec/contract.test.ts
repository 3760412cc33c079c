import { describe, expect, test } from 'vitest';
import { readContract } from '../../../spec/contract.ts';
import { ContractError } from '../../../spec/place.ts';
import { type Change, changed, requirements } from './changed-document.ts';

/** What is read from a document, and which documents are rejected. */
const read = (...changes: Change[]) => readContract(changed(...changes), requirements);

const notApplicable = (...changes: Change[]) =>
  Object.fromEntries(
    read(...changes).requirements.flatMap(({ id, notApplicable: reason }) =>
      reason === undefined ? [] : [[id, reason]],
    ),
  );

describe('the built-in document', () => {
  test('has every role, a raw token, and rules that all apply', () => {
    const contract = read();
    expect(contract).toMatchObject({
      method: 'POST',
      path: '/files/v1/{clientId}/upload_files',
      credential: { header: 'Authorization' },
      fields: { account: 'accountId', content: 'file', type: 'documentType' },
      recognisedDocumentTypes: expect.arrayContaining(['Invoice', 'CSV', 'Document']),
      typeIsClosed: false,
      typeIsRequired: false,
      success: {
        status: 200,
        members: { id: 'fileId', type: 'documentType' },
        documentTypePointer: '/documentType',
      },
      refusals: { missingToken: 401, notMultipart: 415 },
    });
    expect(notApplicable()).toEqual({});
  });

  test('is plain data', () => {
    const contract = read();
    expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
  });

  test('documents each response with its example and its headers', () => {
    const { responses } = read();
    expect(responses.find(({ example }) => example === 'invalidToken')).toMatchObject({
      status: 401,
      mediaType: 'application/problem+json',
      headers: { 'WWW-Authenticate': 'ApiKey realm="files"' },
      body: { status: 401 },
    });
  });
});

describe('a document of another shape', () => {
  const upload = '/components/schemas/Upload';

  test('without an account, R5 and R11 do not apply', () => {
    const change = { remove: [`${upload}/properties/accountId`], set: { [`${upload}/required`]: ['file'] } };
    expect(read(change).fields).toEqual({ content: 'file', type: 'documentType' });
    expect(Object.keys(notApplicable(change))).toEqual(['R5', 'R11']);
  });

  test('without a type, R8, R9, R10 and R16 do not apply', () => {
    const change = { remove: [`${upload}/properties/documentType`] };
    expect(read(change).fields).toEqual({ account: 'accountId', content: 'file' });
    expect(Object.keys(notApplicable(change))).toEqual(['R8', 'R9', 'R10', 'R16']);
  });

  test('with a closed list of types rejects others, and R9 says so', () => {
    const change = {
      set: { [`${upload}/properties/documentType`]: { 'x-role': 'type', type: 'string', enum: ['A', 'B'] } },
    };
    expect(read(change)).toMatchObject({ typeIsClosed: true, recognisedDocumentTypes: ['A', 'B'] });
    expect(notApplicable(change).R9).toBe('documentType is a closed list here: other values are rejected');
  });

  test('with a required type has no upload without one', () => {
    const change = { set: { [`${upload}/required`]: ['accountId', 'file', 'documentType'] } };
    expect(read(change).typeIsRequired).toBe(true);
    expect(Object.keys(notApplicable(change))).toEqual(['R10']);
  });

  test.each([
    ['bearer', { type: 'http', scheme: 'bearer' }, { header: 'Authorization', scheme: 'Bearer' }],
    ['another header', { type: 'apiKey', in: 'header', name: 'X-Api-Key' }, { header: 'X-Api-Key' }],
  ])('takes its credential from the security scheme: %s', (_, scheme, credential) => {
    expect(read({ set: { '/components/securitySchemes/token': scheme } }).credential).toEqual(credential);
  });

  test.each([[[]], [[{}]]])('without security, R2 does not apply: %j', (security) => {
    const change = { set: { '/security': security } };
    expect(read(change).credential).toBeUndefined();
    expect(Object.keys(notApplicable(change))).toEqual(['R2']);
  });

  test('takes other fields with their example, or with a value made from the schema', () => {
    const property = (name: string) => `${upload}/properties/${name}`;
    const { otherFields } = read({
      set: {
        [property('description')]: { type: 'string', example: 'March' },
        [property('pages')]: { type: 'integer' },
        [property('day')]: { type: 'string', format: 'date' },
        [`${upload}/required`]: ['accountId', 'file', 'day'],
      },
    });
    expect(otherFields).toEqual([
      { name: 'description', required: false, value: 'March' },
      { name: 'pages', required: false, value: '1' },
      { name: 'day', required: true, value: '2030-01-31' },
    ]);
  });

  test('reads a nullable text as a text, and an example of a response as its body', () => {
    const contract = read({
      set: {
        [`${upload}/properties/note`]: { type: ['null', 'string'] },
        [`${operation}/responses/429`]: {
          description: 'Later.',
          content: { 'application/problem+json': { schema: {}, example: { title: 'Later' } } },
        },
      },
    });
    expect(contract.otherFields).toContainEqual({ name: 'note', required: false, value: 'text' });
    expect(contract.responses.find(({ status }) => status === 429)).toEqual({
      status: 429,
      example: null,
      summary: 'Later.',
      mediaType: 'application/problem+json',
      headers: {},
      body: { title: 'Later' },
    });
  });

  test('finds the one file without a role', () => {
    expect(read({ remove: [`${upload}/properties/file/x-role`] }).fields.content).toBe('file');
  });

  test('names the statuses of its own in the statements of the rules', () => {
    const contract = readContract(changed({ rename: { from: `${operation}/responses/415`, to: '409' } }), [
      { ...requirements[0], statement: 'JSON gets {refusals.notMultipart}; the types are {types}.' },
    ]);
    const types = contract.recognisedDocumentTypes.join(', ');
    expect(contract.requirements[0]?.statement).toBe(`JSON gets 409; the types are ${types}.`);
  });
});

const operation = '/paths/~1files~1v1~1{clientId}~1upload_files/post';

describe('an invalid document is rejected, with the place', () => {
  test.each<[string, Change, string, RegExp]>([
    ['no path', { set: { '/paths': {} } }, '/paths', /one operation, found 0/],
    [
      'two operations',
      { copy: { from: operation, to: operation.replace('post', 'put') } },
      '/paths',
      /found 2/,
    ],
    [
      'a type that is a number',
      { set: { '/components/schemas/RecognisedDocumentType/enum/0': 1099 } },
      '/components/schemas/RecognisedDocumentType/enum/0',
      /number 1099; put it in quotation marks/,
    ],
    [
      'an unknown role',
      { set: { '/components/schemas/Upload/properties/file/x-role': 'acount' } },
      '/components/schemas/Upload/properties/file',
      /not 'acount'/,
    ],
    [
      'a role twice',
      { set: { '/components/schemas/Upload/properties/file/x-role': 'account' } },
      '/components/schemas/Upload/properties/file',
      /already has the x-role account/,
    ],
    [
      'no file',
      { remove: ['/components/schemas/Upload/properties/file'] },
      `${operation}/requestBody/content/multipart~1form-data/schema`,
      /expected one file/,
    ],
    [
      'a reference that leads nowhere',
      { set: { '/components/schemas/Upload/properties/documentType/anyOf/0/$ref': '#/nowhere' } },
      '/components/schemas/Upload/properties/documentType/anyOf/0',
      /has no target/,
    ],
    [
      'another media type',
      { rename: { from: `${operation}/requestBody/content/multipart~1form-data`, to: 'application/json' } },
      `${operation}/requestBody/content/application~1json`,
      /multipart\/form-data, not application\/json/,
    ],
    [
      'a token in the query',
      { set: { '/components/securitySchemes/token/in': 'query' } },
      '/components/securitySchemes/token',
      /must be in a header/,
    ],
    [
      'basic',
      { set: { '/components/securitySchemes/token': { type: 'http', scheme: 'basic' } } },
      '/components/securitySchemes/token',
      /must be in a header/,
    ],
    [
      'two success responses',
      { copy: { from: `${operation}/responses/200`, to: `${operation}/responses/201` } },
      `${operation}/responses`,
      /one success response, found 2/,
    ],
    [
      'a range of statuses',
      { rename: { from: `${operation}/responses/400`, to: '4XX' } },
      `${operation}/responses/4XX`,
      /a status such as 400/,
    ],
    [
      'no list of types',
      { set: { '/components/schemas/Upload/properties/documentType/anyOf': [{ type: 'string' }] } },
      '/components/schemas/Upload/properties/documentType',
      /lists no recognised value/,
    ],
    [
      'a field that no form carries',
      { set: { '/components/schemas/Upload/properties/more': { type: 'object' } } },
      '/components/schemas/Upload/properties/more',
      /an example, or leave it out/,
    ],
    [
      'a size in words',
      { set: { [`${operation}/x-limits/guaranteedFileSize`]: '5 MiB' } },
      `${operation}/x-limits/guaranteedFileSize`,
      /a number of bytes/,
    ],
    [
      'no status for a refusal',
      { remove: [`${operation}/responses/405`] },
      `${operation}/responses`,
      /is documented for methodNotAllowed: name an example/,
    ],
  ])('%s', (_, change, pointer, message) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({ name: 'ContractError', pointer, message: expect.stringMatching(message) }),
    );
  });

  test.each<[string, unknown, RegExp]>([
    ['an id twice', [requirements[0], requirements[0]], /is listed twice/],
    ['an unknown level', [{ ...requirements[0], level: 'MAY' }], /MUST or SHOULD, not 'MAY'/],
    ['no statement', [{ ...requirements[0], statement: undefined }], /'statement' is missing/],
    ['an unknown name in braces', [{ ...requirements[0], statement: '{oops}' }], /\{oops\} is not one of/],
    ['no list', {}, /a list of rules/],
  ])('a list of rules with %s', (_, list, message) => {
    expect(() => readContract(changed(), list)).toThrow(message);
    expect(() => readContract(changed(), list)).toThrow(ContractError);
  });
});
