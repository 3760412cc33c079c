import { readFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 as Ajv2020Class } from 'ajv/dist/2020.js';
import type { components } from '../../generated/journal.d.ts';
import { root } from '../../spec/root.ts';
import { shown } from './shown.ts';

/** How the next upload is to be answered, whatever it is (described in `spec/journal.yaml`). */
export type NextResponse = components['schemas']['NextResponse'];

/** The description of the journal, which is served as well. */
export const descriptionPath = join(root, 'generated', 'journal.json');

/** Arrays and objects within each other; writing many more as JSON takes all of the stack. */
const deepest = 500;

/** What the server itself says of the message and of the connection (RFC 9110, section 7.6.1; RFC 9112, section 6). */
const framing = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Statuses whose responses have no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** @returns why a response cannot be forced; undefined when it is as described and can be sent. */
export function faultOfNext(value: unknown): string | undefined {
  if (isTooDeep(value)) return `The body nests more than ${deepest} arrays or objects.`;
  const validate = validator();
  if (!validate(value))
    return `The body is not as described: ${validate.errors?.map(faultInWords).join('; ')}.`;
  const { status, body, headers = {} } = value as NextResponse;
  if (status !== undefined && withoutBody.has(status) && body !== undefined)
    return `A response with the status ${status} has no body. Leave out body.`;
  return faultOfHeaders(headers);
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

function faultOfHeaders(headers: Record<string, string>): string | undefined {
  const names = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!isValid(() => validateHeaderName(name))) return `headers: "${shown(name)}" is no name of a header.`;
    if (framing.has(key)) return `headers: ${shown(name)} is set by the mock itself. Leave it out.`;
    if (names.has(key)) return `headers: ${shown(name)} is given more than once.`;
    names.add(key);
    if (!isValid(() => validateHeaderValue(name, value)))
      return `headers: the value of ${shown(name)} holds characters that no header may hold.`;
  }
  return undefined;
}

function isValid(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}

let validation: ValidateFunction | undefined;

/** Loaded only here: few runs of the mock force a response, and all of them start. */
function validator(): ValidateFunction {
  if (validation !== undefined) return validation;
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as { Ajv2020: typeof Ajv2020Class };
  const description = JSON.parse(readFileSync(descriptionPath, 'utf8'));
  const ajv = new Ajv2020({ strict: false }).addSchema(description, 'journal');
  validation = ajv.getSchema('journal#/components/schemas/NextResponse');
  if (validation === undefined) throw new Error('generated/journal.json describes no NextResponse');
  return validation;
}

/** Ajv leaves out which member there may not be, and which values there may. */
function faultInWords({ instancePath, message, params }: ErrorObject): string {
  const which = params.additionalProperty ?? params.allowedValues?.join(', ');
  const place = instancePath === '' ? 'it' : shown(instancePath.slice(1));
  return `${place} ${message}${which === undefined ? '' : `: ${shown(String(which))}`}`;
}
