import type { Contract } from '../../spec/contract.ts';
import { type AnyMatch, type BuiltInField, textFieldsOf, traits, type UploadMatch } from './match.ts';
import { unknownName } from './nearest.ts';

/** Criteria for journal entries; omitted members match anything. */
export type JournalFilter<Field extends string = BuiltInField> = UploadMatch<Field> & Ending;

interface Ending {
  /** The status of the response. */
  status?: number;
  /** The outcome of the response. */
  answered?: Answered;
  /** Only entries at this time or later. */
  since?: Date;
}

export const answers = ['sent', 'reset', 'hang', 'gone'] as const;

type Answered = (typeof answers)[number];

/** A filter after parsing. */
export interface ReadFilter extends Ending {
  match: AnyMatch;
  /** The document type that was set; empty for none. */
  typeSet?: string;
}

/** Names that filters had before they followed the contract's field names. */
export const formerNames = ['account', 'type'] as const;

/** The names of filters, without former names, which are still accepted. */
export const filterNames = (contract: Contract): string[] => [
  ...['status', 'answered', 'since'],
  ...traits,
  ...textFieldsOf(contract),
];

type Reader = (value: unknown) => boolean;

const isText: Reader = (value) => typeof value === 'string';

const readers: Record<string, [reads: Reader, usage: string]> = {
  status: [(value) => Number.isInteger(value), 'a status, such as 400'],
  answered: [(value) => answers.some((each) => each === value), `one of ${answers.join(', ')}`],
  since: [(value) => value instanceof Date && !Number.isNaN(value.getTime()), 'a Date'],
  header: [
    (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
    'an object of texts, by the name of the header',
  ],
};

/**
 * Reads a program's filter.
 *
 * @param of the name of the function that takes it.
 * @throws TypeError that names an unknown or invalid member.
 */
export function readFilter(of: string, filter: object, contract: Contract): ReadFilter {
  if (typeof filter !== 'object' || filter === null)
    throw new TypeError(`${of} must be an object of filters, not ${filter}.`);
  const names = filterNames(contract);
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined);
  for (const [name, value] of entries) {
    if (!names.includes(name) && !isFormer(name))
      throw new TypeError(`${of} has no option '${name}'.${unknownName(name, names)}.`);
    const [reads, usage] = (Object.hasOwn(readers, name) && readers[name]) || [isText, 'a text'];
    if (!reads(value)) throw new TypeError(`${of}: ${name} is ${usage}.`);
  }
  return filterOf(Object.fromEntries(entries), contract);
}

export const isFormer = (name: string): boolean => formerNames.some((former) => former === name);

/** Splits a filter whose names and values are valid. A field of the contract takes precedence over a former name. */
export function filterOf(filter: Record<string, unknown>, contract: Contract): ReadFilter {
  const { status, answered, since, ...match } = filter as Ending & AnyMatch;
  const read: ReadFilter = { match, ...given({ status, answered, since }) };
  const fields = textFieldsOf(contract);
  const { account, type } = match;
  if (account !== undefined && !fields.includes('account')) {
    delete match.account;
    match[contract.fields.account ?? 'account'] = account;
  }
  if (typeof type === 'string' && !fields.includes('type')) {
    delete match.type;
    read.typeSet = type;
  }
  return read;
}

const given = (ending: { [Name in keyof Ending]: Ending[Name] | undefined }): Ending =>
  Object.fromEntries(Object.entries(ending).filter(([, value]) => value !== undefined));
