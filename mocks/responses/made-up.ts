import type { Contract } from '../../spec/contract.ts';
import { valueFor } from '../../spec/form-fields.ts';
import { items, member, members, type Place, placeAt } from '../../spec/place.ts';

/** Bodies for responses without an example in the document. The same document gives the same ones. */

/** Maximum nesting; a schema may contain itself. */
const deepest = 20;

/** Makes a value from a schema; an object gets its required members. */
export function sampleOf(schema: Place, depth = 0): unknown {
  const given = ['example', 'const', 'default'].map((name) => member(schema, name).value);
  const listed = ['examples', 'enum'].flatMap((name) => items(member(schema, name)));
  const value = [...given, ...listed.map((each) => each.value)].find((each) => each !== undefined);
  if (value !== undefined || depth > deepest) return value;
  const [alternative] = ['oneOf', 'anyOf'].flatMap((name) => items(member(schema, name)));
  if (alternative !== undefined) return sampleOf(alternative, depth + 1);
  const [type] = [member(schema, 'type').value].flat();
  const whole = items(member(schema, 'allOf'));
  if (type === 'object' || whole.length > 0 || member(schema, 'properties').value !== undefined)
    return objectOf(schema, whole, depth);
  if (type === 'array')
    return Number(member(schema, 'minItems').value) > 0 ? [sampleOf(member(schema, 'items'), depth + 1)] : [];
  if (type === 'integer' || type === 'number') return member(schema, 'minimum').value ?? 0;
  if (type === 'boolean') return true;
  return type === 'null' ? null : valueFor(schema);
}

function objectOf(schema: Place, whole: readonly Place[], depth: number): Record<string, unknown> {
  const required = items(member(schema, 'required')).map(({ value }) => value);
  const own = members(member(schema, 'properties')).filter(([name]) => required.includes(name));
  return Object.assign(
    {},
    ...whole.map((each) => sampleOf(each, depth + 1)),
    Object.fromEntries(own.map(([name, property]) => [name, sampleOf(property, depth + 1)])),
  );
}

/** The content of a rejection. */
export interface RefusalWords {
  /** The last segment of the problem's type, in kebab-case. */
  kind: string;
  title: string | undefined;
  status: number;
  detail: string;
  requirement?: string;
}

const problemDetails = ['type', 'title', 'status', 'detail'];

/** Makes bodies of rejections in the contract's own shape: RFC 9457, other members that its schema has, or plain text. */
export function refusalBodies({ document, problem }: Contract): (words: RefusalWords) => unknown {
  if (problem.mediaType === 'text/plain') return ({ detail }) => detail;
  const schema = placeAt(document, problem.schema);
  const sample = sampleOf(schema);
  const base = typeof sample === 'object' ? sample : {};
  const properties = members(member(schema, 'properties')).map(([name]) => name);
  const names = new Set(properties.length === 0 ? problemDetails : properties);
  return ({ kind, title, status, detail, requirement }) => {
    const said = { title, status, detail, message: detail, requirement };
    const all = { type: `urn:upload-contract:problem:${kind}`, ...said };
    return { ...base, ...Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name))) };
  };
}
