import { faultsOfEntries, textSchema } from './entries.ts';
import { ContractError, describe } from './place.ts';

/** A rule's id: `R1` and so on. */
export type RequirementId = `R${number}`;

/** One rule of the contract. */
export interface Requirement {
  readonly id: RequirementId;
  /** RFC 2119. */
  readonly level: 'MUST' | 'SHOULD';
  /** The source of the rule: the use-case page, or the reference contract when the page is silent. */
  readonly source: 'page' | 'reference';
  readonly statement: string;
  /** The rule in a few words; undefined when the list of rules gives none. */
  readonly title?: string;
  /** What the rule means for clients of the endpoint, in Markdown. */
  readonly client?: string;
  /** What the rule means for providers of the endpoint, in Markdown. */
  readonly provider?: string;
  /** Why the rule does not apply to this endpoint; left out when it applies. */
  readonly notApplicable?: string;
}

/** Optional members. */
const explanations = ['title', 'client', 'provider'] as const;

const schema = {
  type: 'object',
  required: ['id', 'level', 'source', 'statement'],
  additionalProperties: false,
  properties: {
    id: { ...textSchema, pattern: '^R[1-9][0-9]*$', description: 'R and a number' },
    level: { ...textSchema, enum: ['MUST', 'SHOULD'] },
    source: { ...textSchema, enum: ['page', 'reference'] },
    statement: textSchema,
    ...Object.fromEntries(explanations.map((name) => [name, textSchema])),
  },
};

/**
 * Reads the rules, and fills in the values that their statements take from the spec: `{refusals.twoFiles}` stands for
 * its status.
 *
 * @param values the values for names in braces.
 * @param notApplicable why a rule does not apply to this endpoint.
 * @throws ContractError that names the entry.
 */
export function readRequirements(
  list: unknown,
  values: Readonly<Record<string, string>>,
  notApplicable: Readonly<Record<string, string | undefined>>,
): Requirement[] {
  if (!Array.isArray(list)) fail('', `expected a list of rules, found ${describe(list)}`);
  for (const { index, member, message } of faultsOfEntries(list, schema))
    fail(member === undefined ? `/${index}` : `/${index}/${member}`, message);
  const rules: Requirement[] = list;
  return rules.map((rule, index) => {
    const first = rules.findIndex(({ id }) => id === rule.id);
    if (first < index) fail(`/${index}/id`, `${rule.id} is listed twice`);
    const reason = notApplicable[rule.id];
    const texts = (['statement', ...explanations] as const).flatMap((name) => {
      const text = rule[name];
      return text === undefined ? [] : [[name, fillIn(text, values, `/${index}/${name}`)]];
    });
    return {
      ...rule,
      ...Object.fromEntries(texts),
      ...(reason !== undefined && { notApplicable: reason }),
    };
  });
}

function fillIn(statement: string, values: Readonly<Record<string, string>>, pointer: string): string {
  return statement.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) fail(pointer, `{${name}} is not one of ${Object.keys(values).join(', ')}`);
    return value;
  });
}

function fail(pointer: string, message: string): never {
  throw new ContractError('requirements.yaml', pointer, message);
}
