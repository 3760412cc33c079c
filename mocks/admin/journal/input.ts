import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import type { Answer } from '../../gate/exchange.ts';
import { problem } from '../../responses/problem.ts';
import type { ExchangeFilter } from './journal.ts';

/** The description of the journal, which is served as well. */
export const descriptionPath = join(import.meta.dirname, '..', '..', '..', 'generated', 'journal.json');

const readers: Record<string, (value: string) => ExchangeFilter | undefined> = {
  status: (value) => (/^\d{3}$/.test(value) ? { status: Number(value) } : undefined),
  account: (account) => ({ account }),
  type: (type) => ({ type }),
  fileName: (fileName) => ({ fileName }),
  since(value) {
    // A + that was not encoded arrives as a blank.
    const text = value.replace(/ (?=\d\d:\d\d$)/, '+');
    const since = new Date(text);
    return dateTime.test(text) && !Number.isNaN(since.getTime()) ? { since } : undefined;
  },
};

/** RFC 3339, section 5.6. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * Reads a filter from the query.
 *
 * @returns a problem that names the parameter, when one is not known, makes no sense, or is given twice.
 */
export function readFilter(request: IncomingMessage): ExchangeFilter | Answer {
  const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
  const filter: ExchangeFilter = {};
  const refuse = (fault: string): Answer => problem(400, 'not-understood', `${fault} ${known}`);
  for (const [name, value] of new URLSearchParams(query)) {
    const part = Object.hasOwn(readers, name) ? readers[name]?.(value) : undefined;
    if (part === undefined) return refuse(`${name}=${value} makes no sense.`);
    if (Object.hasOwn(filter, name)) return refuse(`${name} is given more than once.`);
    Object.assign(filter, part);
  }
  return filter;
}

const known = `Known are ${Object.keys(readers).join(', ')}; since is a date-time such as 2030-01-31T12:00:00Z.`;

/** @returns what is wrong with an answer that is to be forced; undefined when it is as described. */
export async function faultOfNext(value: unknown): Promise<string | undefined> {
  // Loaded only here: few runs of the mock force an answer, and all of them start.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const description = JSON.parse(await readFile(descriptionPath, 'utf8'));
  const ajv = new Ajv2020({ strict: false }).addSchema(description, 'journal');
  const validate = ajv.getSchema('journal#/components/schemas/NextAnswer');
  if (validate?.(value)) return undefined;
  return `The body is not as described: ${validate?.errors?.map(faultInWords).join('; ')}.`;
}

/** Ajv leaves out which member there may not be, and which values there may. */
function faultInWords({ instancePath, message, params }: ErrorObject): string {
  const which = params.additionalProperty ?? params.allowedValues?.join(', ');
  const place = instancePath === '' ? 'it' : instancePath.slice(1);
  return `${place} ${message}${which === undefined ? '' : `: ${which}`}`;
}
