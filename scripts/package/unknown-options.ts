export { refuseUnknown } from '../../mocks/control/refuse-unknown.ts';

/** The names of all options of a type: the compiler asks for each of them, and for no other. */
export const namesOf = <Options extends object>(names: Record<keyof Options, true>): string[] =>
  Object.keys(names);
