/**
 * Refuses options that are none: a mistyped one would silently change nothing.
 *
 * @throws TypeError that names the option, and those that there are.
 */
export function refuseUnknown(of: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${of} takes an object of options, not ${options}.`);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const names = unknown.map((name) => `'${name}'`).join(', ');
  throw new TypeError(`${of} has no option ${names}. It has ${known.join(', ')}.`);
}

/** The names of all options of a type: the compiler asks for each of them, and for no other. */
export const namesOf = <Options extends object>(names: Record<keyof Options, true>): string[] =>
  Object.keys(names);
