import { describe, fail, items, member, members, namesByRole, type Place, text } from './place.ts';

/** The fields of the form. */
export interface Form {
  /** The names that the spec gives to the fields; account and type may be missing. */
  readonly fields: { readonly account?: string; readonly content: string; readonly type?: string };
  readonly recognisedDocumentTypes: readonly string[];
  /** Other document types are rejected: the spec lists the recognised ones and allows no other text. */
  readonly typeIsClosed: boolean;
  readonly typeIsRequired: boolean;
  /** Text fields without a role. */
  readonly otherFields: readonly OtherField[];
}

export interface OtherField {
  readonly name: string;
  readonly required: boolean;
  /** The spec's example, or a value made from the schema. */
  readonly value: string;
}

/** A file is a string with binary content. */
const isBinary = (schema: Place): boolean =>
  member(schema, 'format').value === 'binary' || typeof member(schema, 'contentMediaType').value === 'string';

/**
 * Reads the fields of the form; `x-role` gives the role of a field.
 *
 * @throws ContractError when there is not exactly one file, or a field that a form cannot carry.
 */
export function readForm(schema: Place): Form {
  const properties = members(member(schema, 'properties'));
  const required = new Set(items(member(schema, 'required')).map(({ value }) => value));
  const byRole = namesByRole(properties, ['account', 'content', 'type']);
  const files = properties.filter(([, property]) => isBinary(property)).map(([name]) => name);
  const content = byRole.get('content') ?? files[0];
  if (content === undefined || files.length > 1)
    fail(schema, `expected one file (format: binary, or x-role: content), found ${files.length}`);
  const contentSchema = member(member(schema, 'properties'), content);
  if (!isBinary(contentSchema))
    fail(contentSchema, 'the field with x-role: content is a file: format: binary');
  const account = byRole.get('account');
  const type = byRole.get('type');
  const typeSchema = type === undefined ? undefined : member(member(schema, 'properties'), type);
  const others = properties.filter(([name]) => ![account, content, type].includes(name));
  return {
    fields: { ...(account !== undefined && { account }), content, ...(type !== undefined && { type }) },
    ...readType(typeSchema),
    typeIsRequired: type !== undefined && required.has(type),
    otherFields: others.map(
      ([name, property]): OtherField => ({ name, required: required.has(name), value: valueFor(property) }),
    ),
  };
}

function readType(schema: Place | undefined) {
  if (schema === undefined) return { recognisedDocumentTypes: [], typeIsClosed: false };
  const recognised = listedValues(schema);
  if (recognised.length === 0)
    fail(schema, 'the field with x-role: type lists no recognised value; list them in an enum');
  return { recognisedDocumentTypes: recognised, typeIsClosed: !takesAnyText(schema) };
}

function listedValues(schema: Place): string[] {
  const own = items(member(schema, 'enum')).map((value) => text(value, 'a document type'));
  return [...own, ...alternatives(schema).flatMap(listedValues)];
}

const alternatives = (schema: Place): Place[] =>
  ['anyOf', 'oneOf'].flatMap((name) => items(member(schema, name)));

/** Whether the schema allows any other text, too. */
const takesAnyText = (schema: Place): boolean =>
  alternatives(schema).some(
    (each) => member(each, 'enum').value === undefined && member(each, 'const').value === undefined,
  );

/** The example that the spec gives for a text field, or a value that fits its schema. */
export function valueFor(schema: Place): string {
  const given = ['example', 'const', 'default'].map((name) => member(schema, name).value);
  const listed = [...items(member(schema, 'examples')), ...items(member(schema, 'enum'))];
  const value = [...given, ...listed.map((each) => each.value)].find((each) => each !== undefined);
  if (typeof value === 'object')
    fail(schema, `the example of a text field must be a string, not ${describe(value)}`);
  if (value !== undefined) return String(value);
  // OpenAPI 3.1 lists types; a nullable text counts as a text.
  const type = [member(schema, 'type').value].flat().find((each) => each !== 'null') ?? 'string';
  const format = member(schema, 'format').value;
  const made = valuesByFormat[String(format)] ?? valuesByType[String(type)];
  if (made === undefined)
    fail(
      schema,
      `a form contains only text fields and a file. Give the field of type ${describe(type)} an example, or leave it out`,
    );
  const length = member(schema, 'minLength').value;
  return typeof length === 'number' && type === 'string' ? made.padEnd(length, 'x') : made;
}

const valuesByType: Record<string, string> = { string: 'text', integer: '1', number: '1', boolean: 'true' };

const valuesByFormat: Record<string, string> = {
  date: '2030-01-31',
  'date-time': '2030-01-31T12:00:00Z',
  email: 'someone@example.com',
  uuid: '3f2b8c1e-7d4a-4e52-9a36-0c5d1b7f8e21',
  uri: 'https://example.com/',
};
