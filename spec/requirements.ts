import { ContractError, describe, isRecord } from './place.ts';

/** A rule's id: `R1` and so on. */
export type RequirementId = `R${number}`;

/** One rule of the contract. */
export interface Requirement {
  readonly id: RequirementId;
  /** RFC 2119. */
  readonly level: 'MUST' | 'SHOULD';
  /** Who says so: the use-case page, or the reference contract where the page is silent. */
  readonly source: 'page' | 'reference';
  readonly statement: string;
  /** The rule in a few words; undefined where the list of rules gives none. */
  readonly title?: string;
  /** What the rule means for those who call the endpoint, in Markdown. */
  readonly client?: string;
  /** What the rule means for those who serve the endpoint, in Markdown. */
  readonly provider?: string;
  /** Why the rule has nothing to say about this endpoint; left out where it applies. */
  readonly notApplicable?: string;
}

const members = ['id', 'level', 'source', 'statement'];

/** What may be left out. */
const explanations = ['title', 'client', 'provider'];

const texts = [...members, ...explanations];

const allowed: Record<string, readonly string[]> = {
  level: ['MUST', 'SHOULD'],
  source: ['page', 'reference'],
};

/**
 * Reads the rules, and fills in what their statements take from the spec: `{refusals.twoFiles}` stands for its status.
 *
 * @param values what may stand in braces.
 * @param notApplicable why a rule has nothing to say about this endpoint.
 * @throws ContractError that names the entry.
 */
export function readRequirements(
  list: unknown,
  values: Readonly<Record<string, string>>,
  notApplicable: Readonly<Record<string, string | undefined>>,
): Requirement[] {
  if (!Array.isArray(list)) fail('', `expected a list of rules, found ${describe(list)}`);
  const seen = new Set<string>();
  return list.map((entry: unknown, index) => {
    const fields = readEntry(entry, `/${index}`);
    const { id = '' } = fields;
    if (!/^R[1-9]\d*$/.test(id)) fail(`/${index}/id`, `the id of a rule is R and a number, not '${id}'`);
    if (seen.has(id)) fail(`/${index}/id`, `${id} stands twice`);
    seen.add(id);
    const reason = notApplicable[id];
    return {
      ...(fields as unknown as Requirement),
      ...Object.fromEntries(
        ['statement', ...explanations].flatMap((name) => {
          const text = fields[name];
          return text === undefined ? [] : [[name, fillIn(text, values, `/${index}/${name}`)]];
        }),
      ),
      ...(reason !== undefined && { notApplicable: reason }),
    };
  });
}

function readEntry(entry: unknown, pointer: string): Record<string, string> {
  if (!isRecord(entry))
    fail(pointer, `expected a mapping with ${members.join(', ')}, found ${describe(entry)}`);
  for (const name of Object.keys(entry))
    if (!texts.includes(name)) fail(`${pointer}/${name}`, `'${name}' is none of ${texts.join(', ')}`);
  for (const name of texts) {
    const value = entry[name];
    if (value === undefined && explanations.includes(name)) continue;
    if (value === undefined) fail(pointer, `'${name}' is missing`);
    if (typeof value !== 'string' || value === '')
      fail(`${pointer}/${name}`, `'${name}' has to be a text, found ${describe(value)}`);
    if (allowed[name]?.includes(value) === false)
      fail(`${pointer}/${name}`, `'${name}' is ${allowed[name].join(' or ')}, not '${value}'`);
  }
  return entry as Record<string, string>;
}

function fillIn(statement: string, values: Readonly<Record<string, string>>, pointer: string): string {
  return statement.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) fail(pointer, `{${name}} is none of ${Object.keys(values).join(', ')}`);
    return value;
  });
}

function fail(pointer: string, message: string): never {
  throw new ContractError('requirements.yaml', pointer, message);
}
