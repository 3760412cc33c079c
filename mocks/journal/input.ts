import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Answer } from '../exchange.ts';
import { problem } from '../problem.ts';
import type { ExchangeFilter } from './journal.ts';

/** The description of the journal, which is served as well. */
export const descriptionPath = join(import.meta.dirname, '..', '..', 'generated', 'journal.json');

const readers: Record<string, (value: string) => ExchangeFilter | undefined> = {
  status: (value) => (/^\d{3}$/.test(value) ? { status: Number(value) } : undefined),
  account: (account) => ({ account }),
  type: (type) => ({ type }),
  fileName: (fileName) => ({ fileName }),
  since: (value) => (Number.isNaN(Date.parse(value)) ? undefined : { since: new Date(value) }),
};

/**
 * Reads a filter from the query.
 *
 * @returns a problem that names the parameter, when one is not known or makes no sense.
 */
export function readFilter(request: IncomingMessage): ExchangeFilter | Answer {
  const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
  const filter: ExchangeFilter = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const part = Object.hasOwn(readers, name) ? readers[name]?.(value) : undefined;
    if (part === undefined)
      return problem(400, 'not-understood', `${name}=${value} makes no sense. ${known}`);
    Object.assign(filter, part);
  }
  return filter;
}

const known = `Known are ${Object.keys(readers).join(', ')}.`;

/** @returns what is wrong with an answer that is to be forced; undefined when it is as described. */
export async function faultOfNext(value: unknown): Promise<string | undefined> {
  // Loaded only here: few runs of the mock force an answer, and all of them start.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const description = JSON.parse(await readFile(descriptionPath, 'utf8'));
  const ajv = new Ajv2020({ strict: false }).addSchema(description, 'journal');
  const validate = ajv.getSchema('journal#/components/schemas/NextAnswer');
  if (validate?.(value)) return undefined;
  return `The body has to be JSON as described: it ${ajv.errorsText(validate?.errors, { dataVar: '' }).trim()}.`;
}
