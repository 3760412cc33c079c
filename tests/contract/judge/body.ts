import type { ErrorObject } from 'ajv';
import { header } from '../wire/exchange.ts';
import type { JudgedResponse, ShownType } from './facts.ts';

const parsed = new WeakMap<object, Record<string, unknown> | undefined>();

/** @returns undefined when the body is not a JSON object. Parsed once, because many checks read it. */
export function jsonObject(response: Pick<JudgedResponse, 'text'>): Record<string, unknown> | undefined {
  if (!parsed.has(response)) parsed.set(response, parseObject(response.text));
  return parsed.get(response);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = isTooDeep(text) ? undefined : JSON.parse(text);
    return isRecord(value) && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** No real response nests this deep, and JSON.parse takes very long on one that does. */
const deepest = 1000;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Counts brackets within strings, too: an estimate is enough.
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/**
 * Finds the document type in a success response.
 *
 * @param pointer a JSON pointer (RFC 6901), or undefined when the deployment does not show the type.
 */
export function shownType(response: JudgedResponse, pointer: string | undefined): ShownType {
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

/** A type that is shown as unset. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** Whether two JSON values are equal. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Without parameters, in lower case; undefined when the response has none. */
export const mediaTypeOf = ({ headers }: Pick<JudgedResponse, 'headers'>): string | undefined =>
  header(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();

/** Ajv's errors, one sentence each. */
export const schemaFaults = (errors: readonly Pick<ErrorObject, 'instancePath' | 'message'>[]): string[] =>
  errors.map(
    ({ instancePath, message }) => `${instancePath.slice(1) || 'the body'} ${message ?? 'does not fit'}`,
  );
