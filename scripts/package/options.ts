import { suggestion, unknownName } from '../../mocks/control/nearest.ts';
import { rateUsage, readRate } from '../../mocks/control/rate.ts';
import { basePathFault, readBasePath } from '../../mocks/http/base-path.ts';
import { readDocsUrl } from '../../spec/docs-url.ts';

export { suggestion };

/**
 * Options of callers are validated here: compilers see less than half of the callers, and a mistyped option would change
 * nothing.
 */

/** A kind of option. @returns a sentence for each fault; it quotes no text, which may be secret. */
export type Kind = (value: unknown, name: string) => string[];

/** The kind of each option of a type: the compiler requires each of them, and allows no other. */
export type Shape<Options extends object> = Readonly<Record<keyof Options, Kind>>;

/** @throws TypeError with every problem, one per line, under the caller's names. */
export function checkOptions<Options extends object>(
  of: string,
  options: Options,
  shape: Shape<Options>,
): void {
  const problems = problemsOf(of, options, shape, '');
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
}

const kind =
  (description: string, fits: (value: unknown) => boolean): Kind =>
  (value, name) =>
    fits(value) ? [] : [`${name} must be ${description}.`];

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

export const text = kind('a string', isText);
export const textOrNull = kind('a string or null', (value) => value === null || isText(value));
export const texts = kind('a list of strings', isTexts);
export const textOrTexts = kind('a string or a list of them', (value) => isText(value) || isTexts(value));
/** The address of a reference site; an absolute one for a page that links to it. */
export const docsUrlKind =
  (needsAbsolute = false): Kind =>
  (value, name) => {
    if (!isText(value)) return [`${name} must be a string.`];
    const read = readDocsUrl(value, needsAbsolute);
    return 'problem' in read ? [`${name} ${read.problem}.`] : [];
  };

export const flag = kind('true or false', (value) => typeof value === 'boolean');
export const callback = kind('a function', (value) => typeof value === 'function');
export const instanceOf = (type: typeof AbortSignal | typeof Date): Kind =>
  kind(`an ${type.name}`, (value) => value instanceof type);

/** A result of `readContract`, which is easily confused with a document. */
export const contractKind = kind(
  'a contract from readContract()',
  (value) => typeof value === 'object' && value !== null && 'requirements' in value && 'document' in value,
);

/** A number within limits, whole unless stated otherwise. */
export const number =
  (least: number, most = Number.MAX_SAFE_INTEGER, isWhole = true): Kind =>
  (value, name) => {
    const fits = typeof value === 'number' && value >= least && value <= most;
    if (fits && (!isWhole || Number.isInteger(value))) return [];
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    const found = typeof value === 'string' ? 'a string' : value;
    return [`${name} must be a ${isWhole ? 'whole ' : ''}number ${range}, not ${found}.`];
  };

/** Milliseconds: timers treat more than 24 days as none. */
export const time = (least: number): Kind => number(least, 2 ** 31 - 1);

/** Milliseconds, or a range. */
export const latency: Kind = (value, name) => {
  if (!Array.isArray(value)) return time(0)(value, name);
  const [least, most] = value;
  const isRange =
    value.length === 2 && value.every((each) => time(0)(each, name).length === 0) && least <= most;
  return isRange ? [] : [`${name} must be milliseconds, or a range [least, most].`];
};

/** Bytes per second. */
export const rate: Kind = (value, name) => (readRate(value) === undefined ? [`${name}: ${rateUsage}.`] : []);

/** The prefix of every path. */
export const basePath: Kind = (value, name) =>
  readBasePath(value) === undefined ? [`${name}: ${basePathFault(value)}`] : [];

/** Bytes or a count; may be unlimited. */
export const size: Kind = (value, name) => (value === Infinity ? [] : number(0)(value, name));

/** An object of texts, under any names. */
export const textsByName: Kind = (value, name) =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, each]) => text(each, `${name}['${key}']`))
    : [`${name} must be an object of strings.`];

export const listOf =
  (entry: Kind): Kind =>
  (value, name) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => entry(each, `${name}[${index}]`))
      : [`${name} must be a list.`];

export const optionsOf =
  <Options extends object>(shape: Shape<Options>): Kind =>
  (value, name) =>
    problemsOf(name, value, shape, `${name}.`);

function problemsOf(
  of: string,
  options: unknown,
  shape: Readonly<Record<string, Kind>>,
  prefix: string,
): string[] {
  if (!isObject(options)) return [`${of} must be an object of options, not ${describe(options)}.`];
  const known = Object.keys(shape);
  return Object.entries(options).flatMap(([name, value]) => {
    const kindOfIt = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (kindOfIt === undefined) return [`${of} has no option '${name}'.${unknownName(name, known)}.`];
    return value === undefined ? [] : kindOfIt(value, `${prefix}${name}`);
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const describe = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
};
