import { unknownName } from './nearest.ts';

/**
 * Refuses options that are none: a mistyped one would silently change nothing.
 *
 * @throws TypeError that names the option, the one that may be meant, and those that there are.
 */
export function refuseUnknown(of: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${of} must be an object of options, not ${options}.`);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first === undefined) return;
  const names = unknown.map((name) => `'${name}'`).join(', ');
  throw new TypeError(`${of} has no option ${names}.${unknownName(first, known)}.`);
}
