import { suggestion, unknownName } from '../../mocks/control/nearest.ts';
import { rateUsage, readRate } from '../../mocks/control/rate.ts';
import { basePathFault, readBasePath } from '../../mocks/http/base-path.ts';

export { suggestion };

/** What callers pass is checked once, here: compilers see less than half of it, and a mistyped option changes nothing. */

/** What an option may be. @returns a sentence for each thing that is wrong; it repeats no text, which may be secret. */
export type Kind = (value: unknown, name: string) => string[];

/** The kind of each option of a type: the compiler asks for each of them, and for no other. */
export type Shape<Options extends object> = Readonly<Record<keyof Options, Kind>>;

/** @throws TypeError with every problem, a line each, named as the caller does. */
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
export const flag = kind('true or false', (value) => typeof value === 'boolean');
export const callback = kind('a function', (value) => typeof value === 'function');
export const instanceOf = (type: typeof AbortSignal | typeof Date): Kind =>
  kind(`an ${type.name}`, (value) => value instanceof type);

/** What `readContract` gives; a document is taken for one easily. */
export const contractKind = kind(
  'a contract as readContract() gives it',
  (value) => typeof value === 'object' && value !== null && 'requirements' in value && 'document' in value,
);

/** A number within bounds, whole unless it is said that it need not be. */
export const number =
  (least: number, most = Number.MAX_SAFE_INTEGER, isWhole = true): Kind =>
  (value, name) => {
    const fits = typeof value === 'number' && value >= least && value <= most;
    if (fits && (!isWhole || Number.isInteger(value))) return [];
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    const found = typeof value === 'string' ? 'a string' : value;
    return [`${name} must be a ${isWhole ? 'whole ' : ''}number ${range}, not ${found}.`];
  };

/** Milliseconds: timers take a longer time than 24 days for none. */
export const time = (least: number): Kind => number(least, 2 ** 31 - 1);

/** Milliseconds, or the least and the most of them. */
export const latency: Kind = (value, name) => {
  if (!Array.isArray(value)) return time(0)(value, name);
  const [least, most] = value;
  const isRange =
    value.length === 2 && value.every((each) => time(0)(each, name).length === 0) && least <= most;
  return isRange ? [] : [`${name} must be milliseconds, or the least and the most of them.`];
};

/** Bytes a second. */
export const rate: Kind = (value, name) => (readRate(value) === undefined ? [`${name}: ${rateUsage}.`] : []);

/** What stands before every path. */
export const basePath: Kind = (value, name) =>
  readBasePath(value) === undefined ? [`${name}: ${basePathFault(value)}`] : [];

/** Bytes, or how many of something; without a limit, too. */
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
