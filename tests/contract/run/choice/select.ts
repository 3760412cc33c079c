import type { ContractCase } from '../../case.ts';

/**
 * Chooses cases by id; `*` stands for any characters.
 *
 * @returns the cases in table order, and the globs that match none.
 */
export function selectCases(table: readonly ContractCase[], globs: readonly string[]) {
  if (globs.length === 0) return { selected: [...table], unmatched: [] };
  const patterns = globs.map((glob) => ({ glob, pattern: toPattern(glob) }));
  return {
    selected: table.filter(({ id }) => patterns.some(({ pattern }) => pattern.test(id))),
    unmatched: patterns
      .filter(({ pattern }) => !table.some(({ id }) => pattern.test(id)))
      .map(({ glob }) => glob),
  };
}

const toPattern = (glob: string): RegExp => new RegExp(`^${glob.split('*').map(escapePattern).join('.*')}$`);

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
