import { items, member, members, type Place } from '../../../spec/place.ts';

/** A member of a schema, as a row of a table. */
export interface FieldRow {
  name: string;
  required: boolean;
  kind: string;
  description: string;
  /** The rule behind it. */
  rule?: string;
}

const textOf = (place: Place): string => (typeof place.value === 'string' ? place.value : '');

/** The properties of an object's schema. */
export function fieldRows(schema: Place): FieldRow[] {
  const required = new Set(items(member(schema, 'required')).map(({ value }) => value));
  return members(member(schema, 'properties')).map(([name, property]) => {
    const rule = textOf(member(property, 'x-requirement'));
    return {
      name,
      required: required.has(name),
      kind: kindOf(property),
      description: textOf(member(property, 'description')),
      ...(rule !== '' && { rule }),
    };
  });
}

/** The type of a value, in a few words. */
export function kindOf(schema: Place): string {
  const values = [
    ...items(member(schema, 'enum')),
    ...(member(schema, 'const').value === undefined ? [] : [member(schema, 'const')]),
  ];
  if (values.length > 0) return values.map(({ value }) => JSON.stringify(value)).join(', ');
  const choices = [...items(member(schema, 'anyOf')), ...items(member(schema, 'oneOf'))];
  if (choices.length > 0) return [...new Set(choices.map(kindOf))].join(', or ');
  const type = member(schema, 'type').value;
  const name = Array.isArray(type) ? type.join(' or ') : String(type ?? 'any value');
  if (name === 'array') return `list of ${kindOf(member(schema, 'items'))}`;
  if (textOf(member(schema, 'format')) === 'binary') return 'file';
  return name === 'string' ? 'text' : name;
}
