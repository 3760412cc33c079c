import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { contract } from '../../../generated/contract.ts';
import openapi from '../../../generated/openapi.json' with { type: 'json' };
import type { ResolvedRequest } from '../request/resolve.ts';
import { header, type ReceivedResponse } from '../wire/exchange.ts';

/** Compiled when first needed: the processes that only plan or report never do. */
const validators = once(() => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(openapi, 'openapi');
  return {
    success: ajv.compile({ $ref: `openapi${contract.success.schema}` }),
    problem: ajv.compile({ $ref: `openapi${contract.problem.schema}` }),
  };
});

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What an answer says the document type is. */
export type ShownType =
  | { visible: true; value: unknown }
  /** Why it can't be seen. */
  | { visible: false; reason: string };

const parsed = new WeakMap<ReceivedResponse, Record<string, unknown> | undefined>();

/** @returns undefined when the body is no JSON object. Read once: many checks ask. */
export function jsonObject(response: ReceivedResponse): Record<string, unknown> | undefined {
  if (!parsed.has(response)) parsed.set(response, parseObject(response.body));
  return parsed.get(response);
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = isTooDeep(body) ? undefined : JSON.parse(body.toString('utf8'));
    return isRecord(value) && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** No answer nests so deep; one that is made to takes JSON.parse very long. */
const deepest = 1000;

function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (const byte of body) {
    // Brackets within strings count as well, which only makes the guess coarser.
    if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/**
 * Looks the document type up in a success.
 *
 * @param pointer a JSON pointer (RFC 6901), or undefined when the deployment does not show the type.
 */
export function shownType(response: ReceivedResponse, pointer: string | undefined): ShownType {
  if (pointer === undefined) return { visible: false, reason: 'the deployment does not show the type' };
  const body = jsonObject(response);
  if (body === undefined)
    return { visible: false, reason: 'the success has no JSON object to show a type in' };
  const keys = pointer.split('/').slice(1);
  const value = keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), body);
  return { visible: true, value };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What keeps a success from fitting the spec (R15), a sentence each. */
export function successFaults(response: ReceivedResponse, sent: ResolvedRequest): string[] {
  const { status, mediaType } = contract.success;
  const faults: string[] = [];
  if (response.status !== status) faults.push(`status ${response.status}`);
  const body = jsonObject(response);
  if (body === undefined)
    return [...faults, response.body.length === 0 ? 'an empty body' : 'a body that is no JSON object'];
  const type = mediaTypeOf(response);
  if (type !== mediaType) faults.push(`Content-Type ${type ?? 'absent'}`);
  const fits = validators().success;
  if (!fits(body)) faults.push(...schemaFaults(fits.errors ?? []));
  return [...faults, ...echoFaults(body, sent)];
}

/** What a success says of the upload that is not what was sent. */
function echoFaults(body: Record<string, unknown>, sent: ResolvedRequest): string[] {
  const { members } = contract.success;
  const faults: string[] = [];
  const { file, accountId } = uploadOf(sent);
  if (
    typeof body[members.size] === 'number' &&
    file !== undefined &&
    body[members.size] !== file.bytes.length
  ) {
    faults.push(`${members.size} ${body[members.size]} for ${file.bytes.length} bytes`);
  }
  if (typeof body[members.account] === 'string' && body[members.account] !== accountId) {
    faults.push(`${members.account} is not the one that was sent`);
  }
  const shownName = body[members.name];
  if (typeof shownName === 'string' && file !== undefined && !isSameName(shownName, file.fileName)) {
    faults.push(`${members.name} is not the one that was sent`);
  }
  return faults;
}

/** How these come back in a file name is left open: path segments, quotes and control characters. */
export const openInNames = /[/\\"'`\p{Cc}]/u;

/** Whether a name is the one that was sent, after Unicode NFC: some file systems keep accents apart. */
const isSameName = (shown: string, sent: string): boolean =>
  openInNames.test(sent) || shown.normalize('NFC') === sent.normalize('NFC');

/** A success echoes the upload that it answers, as far as it says anything of it. */
export const echoesUpload = (response: ReceivedResponse, sent: ResolvedRequest): boolean =>
  echoFaults(jsonObject(response) ?? {}, sent).length === 0;

/** What keeps a refusal from being problem details (R14, RFC 9457), a sentence each. */
export function problemFaults(response: ReceivedResponse): string[] {
  const type = mediaTypeOf(response);
  const faults = type === contract.problem.mediaType ? [] : [`Content-Type ${type ?? 'absent'}`];
  const body = jsonObject(response);
  if (body === undefined)
    return [...faults, response.body.length === 0 ? 'an empty body' : 'a body that is no JSON object'];
  const fits = validators().problem;
  if (!fits(body)) faults.push(...schemaFaults(fits.errors ?? []));
  if (typeof body.status === 'number' && body.status !== response.status)
    faults.push(`status ${body.status} in the body`);
  return faults;
}

/** The size that a success states, in bytes; undefined when it states none. */
export function statedSize(response: ReceivedResponse): number | undefined {
  const size = jsonObject(response)?.[contract.success.members.size];
  return typeof size === 'number' ? size : undefined;
}

/** What an upload consists of: its file and its account. */
export function uploadOf({ body }: ResolvedRequest) {
  if (body.kind !== 'multipart') return { file: undefined, accountId: undefined };
  const file = body.parts.find((part) => 'file' in part);
  const account = body.parts.find((part) => 'text' in part && part.name === contract.fields.account);
  return {
    file: file !== undefined && 'file' in file ? file.file : undefined,
    accountId: account !== undefined && 'text' in account ? account.text : undefined,
  };
}

const mediaTypeOf = ({ headers }: ReceivedResponse): string | undefined =>
  header(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();

const schemaFaults = (errors: readonly { instancePath: string; message?: string | undefined }[]): string[] =>
  errors.map(
    ({ instancePath, message }) => `${instancePath.slice(1) || 'the body'} ${message ?? 'does not fit'}`,
  );
