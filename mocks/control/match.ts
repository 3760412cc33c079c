import type { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import type { PartFacts } from '../../spec/rules.ts';
import { tokenForms } from '../admin/mask.ts';

/** The text fields of the built-in contract. For another contract, name its fields: `startMock<'customer'>`. */
export type BuiltInField = (typeof builtIn)['fields']['account' | 'type'];

/** Properties of every upload, whatever the contract. */
interface Traits {
  /** The client id in the path. */
  clientId?: string;
  /** The token of the request. It is masked wherever it would be shown. */
  token?: string;
  /** The name of the file. */
  fileName?: string;
  /** Request headers, by name in any letter case, with their whole values. */
  header?: Record<string, string>;
}

/** Criteria for uploads: each member has to match. Text fields go by their names; an empty value means absent. */
export type UploadMatch<Field extends string = BuiltInField> = Traits & { [Name in Field]?: string };

/** A match after parsing; its names depend on the contract. */
export type AnyMatch = Traits & Record<string, unknown>;

/** The names of a match other than text fields. */
export const traits = ['clientId', 'token', 'fileName', 'header'] as const;

/** The text fields of a contract, by name. */
export const textFieldsOf = ({ fields, otherFields }: Contract): string[] =>
  [fields.account, fields.type, ...otherFields.map(({ name }) => name)].filter((name) => name !== undefined);

/** What is known of an upload, during reading or at its end. */
export interface UploadFacts {
  clientId: string | undefined;
  authorization: string | undefined;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  parts: readonly PartFacts[];
  /** The name of the file being received. */
  openFile?: string | undefined;
  /** Whether no more parts can follow. */
  whole: boolean;
}

/** Whether an upload matches; undefined while this is open. */
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

/** Any of several files may have the name; during reading, the first one decides. */
function fileFits(fileName: string, { parts, openFile, whole }: UploadFacts): boolean | undefined {
  const names = parts.flatMap((part) => (part.kind === 'file' ? [part.fileName] : []));
  if (openFile !== undefined) names.push(openFile);
  if (names.includes(fileName)) return true;
  return whole || names.length > 0 ? false : undefined;
}

/** The first of several fields with the same name counts, as in the rules. */
function textFits(name: string, value: unknown, { parts, whole }: UploadFacts): boolean | undefined {
  const field = parts.find((part) => part.kind === 'field' && part.name === name);
  if (field?.kind === 'field') return field.value === value;
  return whole ? value === '' : undefined;
}
