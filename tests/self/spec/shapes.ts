import { type Contract, readContract } from '../../../spec/contract.ts';
import { type Change, changed, requirements } from './changed-document.ts';

/** Contracts of other shapes than the built-in one. */

const form = '/components/schemas/Upload';
const property = (name: string): string => `${form}/properties/${name}`;
const path = '/paths/~1files~1v1~1{clientId}~1upload_files';
const responses = `${path}/post/responses`;
const scheme = '/components/securitySchemes/token';

export const read = (...changes: Change[]): Contract => readContract(changed(...changes), requirements);

const withoutAccount: Change = { remove: [property('accountId')], set: { [`${form}/required`]: ['file'] } };
const withoutType: Change = { remove: [property('documentType')] };
const closedType: Change = {
  set: {
    '/components/schemas/RecognisedDocumentType/enum': ['Offer', 'Bill'],
    [property('documentType')]: {
      'x-role': 'type',
      $ref: '#/components/schemas/RecognisedDocumentType',
    },
  },
};
const requiredType: Change = { set: { [`${form}/required`]: ['accountId', 'file', 'documentType'] } };
const bearer: Change = { set: { [scheme]: { type: 'http', scheme: 'bearer' } } };
const otherHeader: Change = { set: { [`${scheme}/name`]: 'X-Client-Ident' } };
const moreFields: Change = {
  set: {
    [property('description')]: { type: 'string', example: 'March' },
    [property('day')]: { type: 'string', format: 'date' },
    [`${form}/required`]: ['accountId', 'file', 'day'],
  },
};

/** Another method, path and parameter, and other field names. */
const renamed: Change[] = [
  { rename: { from: property('accountId'), to: 'customer' } },
  { rename: { from: property('file'), to: 'document' } },
  { rename: { from: property('documentType'), to: 'kind' } },
  { set: { [`${form}/required`]: ['customer', 'document'] } },
  { set: { [`${path}/parameters/0/name`]: 'tenant' } },
  { rename: { from: `${path}/post`, to: 'put' } },
  { rename: { from: path, to: '/v2/{tenant}/documents.new' } },
];

/** Its own statuses: 201 for a success, 422 for errors in the form, 403 for the token. */
const otherStatuses: Change[] = [
  { rename: { from: `${responses}/200`, to: '201' } },
  { rename: { from: `${responses}/400`, to: '422' } },
  { set: { [`${responses}/403/content/application~1problem+json/examples`]: {} } },
  {
    copy: {
      from: `${responses}/401/content/application~1problem+json/examples`,
      to: `${responses}/403/content/application~1problem+json/examples`,
    },
  },
  { remove: [`${responses}/401`] },
];

/** Errors in a common custom format, and no examples. */
const plainErrors: Change = {
  set: {
    [responses]: Object.fromEntries(
      ['400', '401', '403', '405', '413', '415'].map((status) => [
        status,
        {
          description: `Rejected with ${status}.`,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
        },
      ]),
    ),
    '/components/schemas/Failure': {
      type: 'object',
      required: ['code', 'message'],
      additionalProperties: false,
      properties: { code: { type: 'string', example: 'REFUSED' }, message: { type: 'string' } },
    },
    [`${responses}/201`]: {
      description: 'Stored.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['number', 'state', 'kind'],
            properties: {
              number: { type: 'integer', 'x-role': 'id' },
              state: { type: 'string', enum: ['stored'] },
              kind: { type: ['string', 'null'], 'x-role': 'type' },
            },
          },
        },
      },
    },
  },
};

/** Rejections in plain text, and headers that the document should not name. */
const textRefusals: Change = {
  set: {
    [responses]: {
      '200': {
        description: 'Stored.',
        headers: { 'content-length': { schema: { type: 'integer' }, example: 7 } },
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/UploadedFile' }, example: stored() },
        },
      },
      ...Object.fromEntries(
        ['400', '401', '403', '405', '413', '415'].map((status) => [
          status,
          {
            description: `Rejected with ${status}.`,
            headers: { 'Content-Type': { schema: { type: 'string' }, example: 'text/html' } },
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
        ]),
      ),
    },
  },
};

function stored(): object {
  return { fileId: 'f-1', fileName: 'b.csv', size: 9, accountId: 'account-9' };
}

export const shapes = {
  builtIn: read(),
  withoutAccount: read(withoutAccount),
  withoutType: read(withoutType),
  closedType: read(closedType),
  requiredType: read(requiredType),
  withoutSecurity: read({ set: { '/security': [] } }),
  bearer: read(bearer),
  otherHeader: read(otherHeader),
  moreFields: read(moreFields),
  otherStatuses: read(...otherStatuses),
  renamed: read(...renamed),
  plainErrors: read(plainErrors),
  everything: read(closedType, requiredType, bearer, moreFields, ...otherStatuses, ...renamed, {
    set: { [`${form}/required`]: ['customer', 'document', 'kind', 'day'] },
  }),
};

/** Separate from the others: R14 requires problem details, which plain text cannot be. */
export const plainText = read(textRefusals);

export type Shape = keyof typeof shapes;
