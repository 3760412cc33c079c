import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { describe } from './place.ts';

/** What is wrong with an entry of a list that people write by hand. */
export interface EntryFault {
  index: number;
  /** The member that is wrong; undefined when it is the whole entry. */
  member?: string;
  /** Without a full stop. */
  message: string;
}

/** A text that is not empty. */
export const textSchema = { type: 'string', minLength: 1 } as const;

/**
 * Checks each entry of a list.
 *
 * @param schema the schema of an entry: a flat mapping. The `description` next to a `pattern` says what a value must be.
 */
export function faultsOfEntries(list: readonly unknown[], schema: object): EntryFault[] {
  // The schema is ours: Ajv would take longer to read the schema of schemas than for all else.
  const options = { strict: false, validateSchema: false, allErrors: true, verbose: true };
  const isEntry = new Ajv2020(options).compile(schema);
  return list.flatMap((entry, index) => {
    const errors = isEntry(entry) ? [] : (isEntry.errors ?? []);
    const faults = errors.flatMap((error) => faultOf(error) ?? []);
    const firsts = new Map(faults.toReversed().map((fault) => [fault.message, fault]));
    return [...firsts.values()].toReversed().map((fault) => ({ index, ...fault }));
  });
}

/** Ajv's error in plain words; undefined inside `anyOf`, which has its own error. */
function faultOf(error: ErrorObject): Omit<EntryFault, 'index'> | undefined {
  const { keyword, instancePath, schemaPath, params, data } = error;
  const { description, properties = {}, anyOf = [] } = error.parentSchema as EntrySchema;
  if (schemaPath.startsWith('#/anyOf/')) return undefined;
  if (keyword === 'required') return { message: `'${params.missingProperty}' is missing` };
  if (keyword === 'anyOf')
    return { message: `${anyOf.map(({ required }) => `'${required.join(', ')}'`).join(' or ')} is missing` };
  if (keyword === 'additionalProperties') {
    const member = params.additionalProperty;
    return { member, message: `'${member}' is not one of ${Object.keys(properties).join(', ')}` };
  }
  const member = instancePath.slice(1);
  if (member === '') return { message: `expected a mapping, found ${describe(data)}` };
  if (keyword === 'enum')
    return { member, message: `'${member}' is ${params.allowedValues.join(' or ')}, not '${data}'` };
  if (keyword === 'pattern') return { member, message: `'${member}' must be ${description}, not '${data}'` };
  return { member, message: `'${member}' must be a string, found ${describe(data)}` };
}

interface EntrySchema {
  description?: string;
  properties?: object;
  anyOf?: { required: string[] }[];
}
