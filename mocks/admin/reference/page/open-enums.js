/**
 * An enum next to a free text (`anyOf`) lists known values, and allows any other. Swagger UI offers only the enum. This
 * makes it a text whose description lists the known values.
 */
export function openEnums(value, schemas) {
  if (Array.isArray(value)) return value.map((item) => openEnums(item, schemas));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, member]) => [name, openEnums(member, schemas)]);
  const copy = Object.fromEntries(entries);
  const members = Array.isArray(value.anyOf) ? value.anyOf.map((member) => resolve(member, schemas)) : [];
  if (!members.some(isFreeText) || !members.every(({ type }) => type === 'string')) return copy;

  const known = members.flatMap((member) => member.enum ?? []);
  const { anyOf: _, description = '', ...rest } = copy;
  return { ...rest, type: 'string', description: `${description} Known values: ${known.join(', ')}.`.trim() };
}

const resolve = (schema, schemas) =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1)] ?? schema);

/** A text without restrictions. */
const isFreeText = ({ type, ...rest }) =>
  type === 'string' && !['enum', 'const', 'pattern', 'format'].some((keyword) => keyword in rest);
