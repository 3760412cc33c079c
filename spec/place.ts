/** An error in a contract, and its place: the file's name, and a JSON pointer (RFC 6901) into it. */
export class ContractError extends Error {
  override name = 'ContractError';
  readonly file: 'openapi.yaml' | 'requirements.yaml';
  readonly pointer: string;
  constructor(file: ContractError['file'], pointer: string, message: string) {
    super(message);
    this.file = file;
    this.pointer = pointer;
  }
}

/** A value in the OpenAPI document, and its place. */
export interface Place {
  readonly root: Record<string, unknown>;
  readonly pointer: string;
  readonly value: unknown;
  /** The target of a reference, merged with the reference's own members (OpenAPI 3.1, section 4.8.23). */
  readonly target?: Place;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const unescapePointer = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** @throws ContractError that names this place. */
export function fail({ pointer }: Place, message: string): never {
  throw new ContractError('openapi.yaml', pointer, message);
}

/** @throws ContractError when the document is not a mapping. */
export function documentPlace(document: unknown): Place {
  if (!isRecord(document)) throw new ContractError('openapi.yaml', '', 'the document is not a mapping');
  return { root: document, pointer: '', value: document };
}

/** Follows a local reference. @throws ContractError when it has no target, or is circular. */
function placed(root: Place['root'], pointer: string, value: unknown, followed: readonly string[]): Place {
  const reference = isRecord(value) ? value.$ref : undefined;
  const place = { root, pointer, value };
  if (reference === undefined) return place;
  if (typeof reference !== 'string' || !reference.startsWith('#/'))
    fail(place, `$ref ${JSON.stringify(reference)} is not a reference into this document`);
  if (followed.includes(reference)) fail(place, `$ref ${reference} is circular`);
  const names = reference
    .slice(2)
    .split('/')
    .map((name) => unescapePointer(decodeURIComponent(name)));
  const target = names.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), root);
  if (target === undefined) fail(place, `$ref ${reference} has no target`);
  return { ...place, target: placed(root, reference.slice(1), target, [...followed, reference]) };
}

/** The member of this name; its value is undefined when there is none. References are followed. */
export function member(place: Place, name: string | number): Place {
  const { root, pointer, value, target } = place;
  const own = isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined;
  if (own === undefined && target !== undefined) return member(target, name);
  return placed(root, `${pointer}/${escapePointer(String(name))}`, own, []);
}

/** The place of a JSON pointer that begins with `#`. References are followed. */
export const placeAt = (document: unknown, pointer: string): Place =>
  pointer
    .split('/')
    .slice(1)
    .reduce((place, name) => member(place, unescapePointer(name)), documentPlace(document));

/** The members of a mapping with their names; none when it is missing. @throws ContractError when it is something else. */
export function members(place: Place): [name: string, place: Place][] {
  const { value, target } = place;
  if (value === undefined) return [];
  if (!isRecord(value)) fail(place, `expected a mapping, found ${describe(value)}`);
  const names = Object.keys(value).filter((name) => name !== '$ref');
  const own = names.map((name): [string, Place] => [name, member(place, name)]);
  return target === undefined ? own : [...members(target).filter(([name]) => !names.includes(name)), ...own];
}

/** The items of a list; none when it is missing. @throws ContractError when it is something else. */
export function items(place: Place): Place[] {
  if (place.value === undefined) return place.target === undefined ? [] : items(place.target);
  if (!Array.isArray(place.value)) fail(place, `expected a list, found ${describe(place.value)}`);
  return place.value.map((_, index) => member(place, index));
}

/** @throws ContractError when the value is not a string, or empty. */
export function text(place: Place, what: string): string {
  if (place.value === undefined) fail(place, `${what} is missing`);
  if (typeof place.value === 'string' && place.value !== '') return place.value;
  const isScalar = ['number', 'boolean'].includes(typeof place.value);
  const remedy = isScalar ? '; put it in quotation marks' : '';
  return fail(place, `${what} must be a string, found ${describe(place.value)}${remedy}`);
}

/** @throws ContractError when the value is present and not a text. */
export const optionalText = (place: Place, what: string): string | undefined =>
  place.value === undefined ? undefined : text(place, what);

export const describe = (value: unknown): string => {
  if (value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'a mapping' : `the ${typeof value} ${JSON.stringify(value)}`;
};

/** The names of properties by their `x-role`. @throws ContractError when two properties have one role, or a role is unknown. */
export function namesByRole(
  properties: readonly [string, Place][],
  roles: readonly string[],
): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, property] of properties) {
    const role = optionalText(member(property, 'x-role'), 'x-role');
    if (role === undefined) continue;
    if (!roles.includes(role)) fail(property, `x-role must be one of ${roles.join(', ')}, not '${role}'`);
    if (names.has(role)) fail(property, `${names.get(role)} already has the x-role ${role}`);
    names.set(role, name);
  }
  return names;
}

/** The only member of a mapping. @throws ContractError when there is none, or several. */
export function only(place: Place, what: string): [name: string, place: Place] {
  const found = members(place);
  const [first] = found;
  if (first === undefined || found.length > 1)
    fail(place, `expected one ${what}, found ${found.map(([name]) => name).join(', ') || 'none'}`);
  return first;
}
