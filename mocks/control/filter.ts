import type { Contract } from '../../spec/contract.ts';
import { type AnyMatch, type BuiltInField, textFieldsOf, traits, type UploadMatch } from './match.ts';
import { unknownName } from './nearest.ts';

/** Which exchanges are meant; members that are left out don't matter. */
export type JournalFilter<Field extends string = BuiltInField> = UploadMatch<Field> & Ending;

interface Ending {
  /** The status that was answered. */
  status?: number;
  /** What became of the response. */
  answered?: Answered;
  /** Only what came at this time or later. */
  since?: Date;
}

export const answers = ['sent', 'reset', 'hang', 'gone'] as const;

type Answered = (typeof answers)[number];

/** A filter as it is read. */
export interface ReadFilter extends Ending {
  match: AnyMatch;
  /** The document type that was set; empty for none. */
  typeSet?: string;
}

/** Names that filters had before they were called as the contract's fields are. */
export const formerNames = ['account', 'type'] as const;

/** The names that a filter may have. Former ones are left out: they are still read. */
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
 * Reads a filter of a program.
 *
 * @param of the function that takes it.
 * @throws TypeError that names what is not known, or makes no sense.
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

/** Takes a filter whose names and values are known to make sense apart. A field of the contract goes before a former name. */
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
