import { type Check, type Fault, newRule, nextResponse } from '../../../generated/journal-checks.js';
import { type AnyMatch, type BuiltInField, traits, type UploadMatch } from '../../control/match.ts';
import { unknownName } from '../../control/nearest.ts';
import { shown } from '../shown.ts';
import type { ForcedResponse } from './forced-response.ts';
import { faultOfHeaders } from './header-fault.ts';

/** The response to the next upload: to any, or to the next one that matches `for`. */
export type NextResponse<Field extends string = BuiltInField> = ForcedResponse & { for?: UploadMatch<Field> };

/** A rule to add: its uploads, their response, and how often. */
export interface NewRule {
  when: AnyMatch;
  respond: ForcedResponse;
  times?: number;
}

/** Levels of arrays and objects; writing many more as JSON overflows the stack. */
const deepest = 500;

/** Statuses whose responses have no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Validates a forced response, from a program or over HTTP.
 *
 * @param fields the text fields of the contract.
 * @returns why it cannot be forced; undefined when it is valid and can be sent.
 */
export function faultOfNext(value: unknown, fields: readonly string[]): string | undefined {
  const fault = faultOfShape(value, nextResponse);
  if (fault !== undefined) return fault;
  const { for: match = {}, ...forced } = value as { for?: AnyMatch } & ForcedResponse;
  return faultOfMatch('for', match, fields) ?? faultOfForced(forced);
}

/** Validates a rule, as `faultOfNext` validates its response. */
export function faultOfRule(value: unknown, fields: readonly string[]): string | undefined {
  const fault = faultOfShape(value, newRule);
  if (fault !== undefined) return fault;
  const { when, respond } = value as NewRule;
  if ('for' in respond) return 'respond: when says which uploads it is for. Leave out for.';
  return faultOfMatch('when', when, fields) ?? faultOfForced(respond);
}

function faultOfShape(value: unknown, check: Check): string | undefined {
  if (isTooDeep(value)) return `The body nests more than ${deepest} arrays or objects.`;
  if (check(value)) return undefined;
  return `The body is not as described: ${check.errors?.map(faultInWords).join('; ')}.`;
}

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.filter((each) => typeof each === 'object' && each !== null);
    if (level.length > 0 && depth >= deepest) return true;
    level = level.flatMap((each) => Object.values(each as object));
  }
  return false;
}

function faultOfMatch(place: string, match: AnyMatch, fields: readonly string[]): string | undefined {
  const known = [...traits, ...fields];
  const unknown = Object.keys(match).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return `${place}: the contract has no text field '${shown(unknown)}'.${unknownName(unknown, known)}.`;
}

function faultOfForced(forced: ForcedResponse): string | undefined {
  const { status, example, body, headers = {}, fate, afterBytes } = forced;
  if (status !== undefined && withoutBody.has(status) && body !== undefined)
    return `A response with the status ${status} has no body. Leave out body.`;
  const { stall, reset, respondBeforeBody } = forced;
  const asked = Object.entries({ fate, stall, reset, respondBeforeBody }).filter(([, value]) => value);
  const names = asked.map(([name]) => name);
  if (names.length > 1) return `${names.join(' and ')} exclude each other. Leave one of them.`;
  if (afterBytes !== undefined && (fate !== undefined || names.length === 0))
    return 'afterBytes says when to stall, to reset or to respondBeforeBody. Add one of them.';
  if (respondBeforeBody && status === undefined && example === undefined && body === undefined)
    return 'respondBeforeBody needs a status, an example or a body: no ruling is possible yet.';
  return faultOfHeaders(headers);
}

/** Ajv's message names neither the unknown member nor the known ones. */
function faultInWords({ instancePath, message, params, parentSchema }: Fault): string {
  const place = instancePath === '' ? 'it' : shown(instancePath.slice(1));
  const { additionalProperty, allowedValues } = params;
  if (additionalProperty !== undefined) {
    const name = String(additionalProperty);
    return `${place} has no member '${shown(name)}'.${unknownName(name, Object.keys(parentSchema?.properties ?? {}))}`;
  }
  return `${place} ${message}${Array.isArray(allowedValues) ? `: ${shown(allowedValues.join(', '))}` : ''}`;
}
