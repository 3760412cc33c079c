import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../../spec/contract.ts';
import { UserError } from '../cli/user-error.ts';
import { banner } from './contract.ts';

const controls = ['fileName', 'signal', 'onProgress'];
const connection = ['baseUrl', 'token', 'fetch', 'headers', 'retry', 'timeout'];

/**
 * Renders `generated/client.ts`: the typed surface of the client, in the spec's names. Modules for any spec are copied
 * next to it, see {@link renderClientModules}.
 *
 * @throws UserError when the spec gives a field the name of an option.
 */
export function renderClient(contract: Contract): string {
  const { clientIdParameter: clientId, fields, otherFields } = contract;
  const texts = [fields.account, fields.type, ...otherFields.map(({ name }) => name)].filter(
    (name) => name !== undefined,
  );
  for (const name of [fields.content, ...texts]) refuseClash(name, controls);
  refuseClash(clientId, connection);
  return `${banner}${imports}${renderTypes(contract, texts)}${renderFactory(contract, texts)}`;
}

const imports = `
import createClient from 'openapi-fetch';
import type { UploadConnection, UploadControls, WithUndefined } from './client/options.ts';
import type { Result } from './client/result.ts';
import type { UploadSource } from './client/source.ts';
import { upload } from './client/upload.ts';
import { checkAddress } from './client/address.ts';
import type { operations, paths } from './schema.d.ts';

export { UploadError, type UploadErrorName } from './client/errors.ts';
export { fileFromPath } from '#platform';
export type { UploadProgress } from './client/options.ts';
export type { RetryOptions } from './client/retry.ts';
export type { UploadSource } from './client/source.ts';
export type { TokenSource } from './client/token.ts';
`;

function renderTypes(
  { operationId, mediaType, method, path, fields, credential }: Contract,
  texts: string[],
) {
  const operation = `operations[${quote(operationId)}]`;
  const body = `${operation}['requestBody']['content'][${quote(mediaType)}]`;
  const textFields = texts.length === 0 ? 'object' : `Pick<UploadBody, ${texts.map(quote).join(' | ')}>`;
  const connectionType = credential === undefined ? "Omit<UploadConnection, 'token'>" : 'UploadConnection';
  return `
type PathParameters = ${operation}['parameters']['path'];
type UploadBody = ${body};
type TextFields = ${textFields};

/** Where and how to upload. */
export interface UploadClientOptions extends ${connectionType}, PathParameters {
  /** Scheme, host and optional path prefix of the deployment. */
  baseUrl: string;
}

/** One file and its fields. */
export interface UploadParameters extends UploadControls, WithUndefined<TextFields> {
  /** The file. An upload has exactly one. */
  ${key(fields.content)}: UploadSource;
}

/** The documented responses, told apart by \`status\`. */
export type UploadResult = Result<${operation}['responses']>;

/** The result of {@link createUploadClient}. */
export interface UploadClient {
  /**
   * Uploads one file (${method} ${path}).
   *
   * @returns every response that the contract documents, including rejections.
   * @throws UploadError when there is no such response: connection, time-out, abort, undocumented status, no JSON.
   * @throws TypeError when an argument cannot be sent.
   */
  ${key(operationId)}(parameters: UploadParameters): Promise<UploadResult>;
}
`;
}

function renderFactory(contract: Contract, texts: string[]): string {
  const { operationId, method, path, clientIdParameter: clientId, fields, credential } = contract;
  const bound = texts.map((name, index) => bind(name, `text${index + 1}`));
  const pairs = texts.map((name, index) => `[${quote(name)}, ${textOf(name, `text${index + 1}`, contract)}]`);
  const passed = credential === undefined ? "{ ...connection, token: '' }" : 'connection';
  return `
const facts = {
${factLines(contract)
  .map((line) => `  ${line},\n`)
  .join('')}};

/**
 * Makes a client for one deployment. Neither logging nor inspecting it shows the token.
 *
 * @throws TypeError when \`baseUrl\` or \`${clientId}\` do not form an address.
 */
export function createUploadClient(options: UploadClientOptions): UploadClient {
  const { baseUrl, ${bind(clientId, 'clientId')}, ...connection } = options;
  const client = createClient<paths>({ baseUrl: checkAddress(baseUrl, clientId, ${quote(clientId)}) });
  return {
    async ${key(operationId)}(parameters) {
      const { ${[...bound, bind(fields.content, 'source')].join(', ')}, ...controls } = parameters;
      const fields = [${pairs.join(', ')}] as const;
      const result = await upload(
        (init) =>
          client.${method}(${quote(path)}, {
            ...init,
            params: { path: { ${key(clientId)}: clientId } },
            // Type and content of the body come from the serializer in \`init\`.
            body: {} as UploadBody,
          }),
        facts,
        ${passed},
        { fields, source },
        controls,
      );
      // The status was checked, and the spec determines the body of each.
      return result as UploadResult;
    },
  };
}
`;
}

/** Numbers and booleans are sent as text. */
function textOf(name: string, variable: string, { fields }: Contract): string {
  const isText = name === fields.account || name === fields.type;
  return isText ? variable : `${variable} === undefined ? undefined : String(${variable})`;
}

/** The facts of the spec that the client's modules need. */
function factLines({ credential, fields, responses, success, recognisedDocumentTypes }: Contract): string[] {
  const { header = '', scheme } = credential ?? {};
  const prefix = scheme === undefined ? '' : `${scheme} `;
  const { type = '' } = success.members;
  const statuses = [...new Set(responses.map(({ status }) => status))];
  return [
    ...(credential === undefined ? [] : [`authorization: [${quote(header)}, ${quote(prefix)}] as const`]),
    `fileField: ${quote(fields.content)}`,
    `statuses: ${list(statuses)}`,
    `typeMember: ${quote(type)}`,
    `recognisedTypes: ${list(recognisedDocumentTypes)}`,
  ];
}

/** The client's modules that depend on no spec, by their path inside `generated/`: copies of `client/` here. */
export async function renderClientModules(): Promise<[string, string][]> {
  const folder = join(import.meta.dirname, 'client');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const text = await readFile(join(folder, name), 'utf8');
      return [`client/${name.replaceAll('\\', '/')}`, `${moduleBanner}${text}`];
    }),
  );
}

const moduleBanner = '// Copied by `npm run generate` from scripts/generate/client/. Do not edit.\n\n';

const quote = (value: string) =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;

const list = (values: readonly (string | number)[]) =>
  `[${values.map((value) => (typeof value === 'number' ? value : quote(value))).join(', ')}]`;

/** A member's name as written in a type or an object. */
const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name));

/** Destructures a member under a name of our own. */
const bind = (name: string, variable: string) => (name === variable ? name : `${key(name)}: ${variable}`);

function refuseClash(name: string, options: readonly string[]): void {
  if (options.includes(name)) {
    throw new UserError(
      `spec/openapi.yaml: '${name}' is an option of the client. Give the field another name.`,
    );
  }
}
