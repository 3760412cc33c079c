import type { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import type { PartFacts } from '../../spec/rules.ts';
import { tokenForms } from '../admin/mask.ts';

/** The text fields of the built-in contract. Another contract's are named where the mock is started: `startMock<'customer'>`. */
export type BuiltInField = (typeof builtIn)['fields']['account' | 'type'];

/** What every upload has, whatever its contract. */
interface Traits {
  /** The client id in the path. */
  clientId?: string;
  /** The token that is sent. It is masked wherever it would be shown. */
  token?: string;
  /** The name of the file. */
  fileName?: string;
  /** Headers of the request, by name in any letter case, with their whole values. */
  header?: Record<string, string>;
}

/** What an upload is like: each member has to fit. Text fields go by their names; empty stands for none. */
export type UploadMatch<Field extends string = BuiltInField> = Traits & { [Name in Field]?: string };

/** A match as it is read: which names there are follows from the contract. */
export type AnyMatch = Traits & Record<string, unknown>;

/** The names that a match has besides those of text fields. */
export const traits = ['clientId', 'token', 'fileName', 'header'] as const;

/** The text fields of a contract, by name. */
export const textFieldsOf = ({ fields, otherFields }: Contract): string[] =>
  [fields.account, fields.type, ...otherFields.map(({ name }) => name)].filter((name) => name !== undefined);

/** What is known of an upload, while it comes in or in the end. */
export interface UploadFacts {
  clientId: string | undefined;
  authorization: string | undefined;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  parts: readonly PartFacts[];
  /** The name of the file that is coming in. */
  openFile?: string | undefined;
  /** Whether no other part will come. */
  whole: boolean;
}

/** Whether an upload fits; undefined when that can't be told yet. */
export function fits(match: AnyMatch, facts: UploadFacts): boolean | undefined {
  const { clientId, token, fileName, header = {}, ...fields } = match;
  if (clientId !== undefined && facts.clientId !== clientId) return false;
  if (token !== undefined && !tokenForms(facts.authorization ?? '').includes(token)) return false;
  for (const [name, value] of Object.entries(header))
    if (facts.headers[name.toLowerCase()]?.toString() !== value) return false;
  const found = [
    ...(fileName === undefined ? [] : [fileFits(fileName, facts)]),
    ...Object.entries(fields).map(([name, value]) => textFits(name, value, facts)),
  ];
  if (found.includes(false)) return false;
  return found.includes(undefined) ? undefined : true;
}

/** Of several files any may have the name; while they come in, the first one decides. */
function fileFits(fileName: string, { parts, openFile, whole }: UploadFacts): boolean | undefined {
  const names = parts.flatMap((part) => (part.kind === 'file' ? [part.fileName] : []));
  if (openFile !== undefined) names.push(openFile);
  if (names.includes(fileName)) return true;
  return whole || names.length > 0 ? false : undefined;
}

/** Of several fields of a name the first counts, as in the rules. */
function textFits(name: string, value: unknown, { parts, whole }: UploadFacts): boolean | undefined {
  const field = parts.find((part) => part.kind === 'field' && part.name === name);
  if (field?.kind === 'field') return field.value === value;
  return whole ? value === '' : undefined;
}
