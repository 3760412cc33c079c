import { unknownName } from './nearest.ts';

/**
 * Rejects unknown options, because a mistyped one would silently change nothing.
 *
 * @throws TypeError that names the option, a likely one, and all known ones.
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
