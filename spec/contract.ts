import { type Form, readForm } from './form-fields.ts';
import { describe, documentPlace, fail, items, member, members, only, type Place, text } from './place.ts';
import { type Requirement, readRequirements } from './requirements.ts';
import {
  alignStatuses,
  type DocumentedResponse,
  type Problem,
  readProblem,
  readResponses,
  readSuccess,
  refusalStatuses,
  type Success,
} from './responses.ts';
import type { Refusal } from './rules.ts';

/**
 * The facts about one upload endpoint that other code needs, from an OpenAPI document and its rules. Plain,
 * JSON-serialisable data; sizes are in bytes.
 */
export interface Contract extends Form {
  readonly title: string;
  readonly version: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly clientIdParameter: string;
  /** Undefined when the spec requires none. */
  readonly credential?: Credential;
  readonly mediaType: string;
  /** The file size that every deployment accepts (R17). */
  readonly guaranteedFileSize: number;
  readonly success: Success;
  readonly refusals: Readonly<Record<Refusal, number>>;
  readonly problem: Problem;
  readonly responses: readonly DocumentedResponse[];
  readonly requirements: readonly Requirement[];
  /** The bundled OpenAPI document, for validators and pages. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** Where the token goes: into a header, as it is or after a scheme. */
export interface Credential {
  readonly header: string;
  readonly scheme?: string;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads the contract from a bundled OpenAPI 3.1 document and the list of its rules. It finds fields by their `x-role`,
 * so their names are free. A rule applies when the spec has the fields that it is about. Pure.
 *
 * @throws ContractError that names the place, when the document does not describe one upload endpoint.
 */
export function readContract(document: unknown, requirements: unknown): Contract {
  // A copy, because the changes below must not affect the caller's document.
  const root = documentPlace(structuredClone(document));
  const { path, item, method, operation } = onlyOperation(root);
  alignStatuses(operation);
  const [mediaType, content] = only(
    member(member(operation, 'requestBody'), 'content'),
    'request media type',
  );
  if (mediaType !== 'multipart/form-data')
    fail(content, `an upload is multipart/form-data, not ${mediaType}`);
  const credential = readCredential(root, operation);
  const responses = readResponses(operation);
  const info = member(root, 'info');
  const contract = {
    title: text(member(info, 'title'), 'the title'),
    version: text(member(info, 'version'), 'the version'),
    operationId: text(member(operation, 'operationId'), 'operationId'),
    method: method.toUpperCase(),
    path,
    clientIdParameter: pathParameter(item, operation, path),
    ...(credential !== undefined && { credential }),
    mediaType,
    ...readForm(member(content, 'schema')),
    guaranteedFileSize: readSize(member(member(operation, 'x-limits'), 'guaranteedFileSize')),
    success: readSuccess(operation),
    refusals: refusalStatuses(operation, responses),
    problem: readProblem(operation),
    responses,
  };
  return {
    ...contract,
    requirements: readRequirements(requirements, valuesOf(contract), notApplicable(contract)),
    document: root.root,
  };
}

function onlyOperation(root: Place) {
  const paths = member(root, 'paths');
  const found = members(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = member(item, method);
      return operation.value === undefined ? [] : [{ path, item, method, operation }];
    }),
  );
  const [first] = found;
  if (first === undefined || found.length > 1)
    fail(paths, `expected one operation, found ${found.length}: a contract describes one upload endpoint`);
  return first;
}

function pathParameter(item: Place, operation: Place, path: string): string {
  const parameters = [...items(member(item, 'parameters')), ...items(member(operation, 'parameters'))];
  const inPath = parameters.filter((parameter) => member(parameter, 'in').value === 'path');
  const [first] = inPath;
  if (first === undefined || inPath.length > 1)
    fail(item, `expected one path parameter, the client id, found ${inPath.length}`);
  const name = text(member(first, 'name'), 'the name of the path parameter');
  if (!path.includes(`{${name}}`)) fail(first, `the path has no {${name}}`);
  return name;
}

/** OpenAPI 3.1, section 4.8.30: an operation's own requirement wins, and an empty one requires nothing. */
function readCredential(root: Place, operation: Place): Credential | undefined {
  const own = member(operation, 'security');
  const required = items(own.value === undefined ? member(root, 'security') : own);
  const named = required.flatMap((each) => members(each).map(([name]) => name));
  const [name] = named;
  if (name === undefined) return undefined;
  if (named.length > 1) fail(own, `expected one security scheme, found ${named.join(', ')}`);
  const scheme = member(member(member(root, 'components'), 'securitySchemes'), name);
  if (scheme.value === undefined)
    fail(own.value === undefined ? member(root, 'security') : own, `there is no security scheme ${name}`);
  const type = text(member(scheme, 'type'), `the type of the security scheme ${name}`);
  if (type === 'apiKey' && member(scheme, 'in').value === 'header')
    return { header: text(member(scheme, 'name'), 'the name of the header') };
  const isBearer = type === 'http' && /^bearer$/i.test(String(member(scheme, 'scheme').value));
  if (isBearer || type === 'oauth2' || type === 'openIdConnect')
    return { header: 'Authorization', scheme: 'Bearer' };
  return fail(scheme, 'a token must be in a header: use apiKey with in: header, or http with scheme: bearer');
}

function readSize(place: Place): number {
  const { value = 0 } = place;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    fail(place, `guaranteedFileSize is a number of bytes, not ${describe(value)}`);
  return value;
}

type Facts = Omit<Contract, 'requirements' | 'document'>;

/** Values that the statements of rules may name. */
function valuesOf({
  refusals: statuses,
  success,
  fields,
  credential,
  recognisedDocumentTypes,
  ...facts
}: Facts) {
  return {
    ...Object.fromEntries(
      Object.entries(statuses).map(([name, status]) => [`refusals.${name}`, String(status)]),
    ),
    'success.status': String(success.status),
    'success.name': success.members.name ?? 'file name',
    'success.size': success.members.size ?? 'size',
    'success.type': success.members.type ?? 'document type',
    'fields.account': fields.account ?? 'account',
    'fields.content': fields.content,
    'fields.type': fields.type ?? 'document type',
    types: recognisedDocumentTypes.join(', '),
    mediaType: facts.mediaType,
    fileSize: inWords(facts.guaranteedFileSize),
    clientId: facts.clientIdParameter,
    credential: credential?.header ?? 'Authorization',
    token: tokenInWords(credential),
    problem: facts.problem.mediaType,
  };
}

function tokenInWords(credential: Credential | undefined): string {
  if (credential === undefined) return 'request';
  return credential.scheme === undefined ? 'raw token' : `${credential.scheme} token`;
}

const inWords = (bytes: number): string =>
  bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2} MiB` : `${bytes} byte`;

/** Why rules do not apply: the spec lacks the fields that they are about. */
function notApplicable({ credential, fields, typeIsClosed, typeIsRequired }: Facts) {
  const noAccount = fields.account === undefined ? 'the spec has no field with x-role: account' : undefined;
  const noType = fields.type === undefined ? 'the spec has no field with x-role: type' : undefined;
  const closed = typeIsClosed ? `${fields.type} is a closed list here: other values are rejected` : undefined;
  const required = typeIsRequired
    ? `${fields.type} is required here: an upload without it is rejected`
    : undefined;
  return {
    R2: credential === undefined ? 'the spec requires no credential' : undefined,
    R5: noAccount,
    R8: noType,
    R9: noType ?? closed,
    R10: noType ?? required,
    R11: noAccount,
    R16: noType ?? closed,
    R21: noAccount && noType && 'the spec has no text field with a role',
  };
}
