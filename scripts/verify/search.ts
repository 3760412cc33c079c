import { randomInt } from 'node:crypto';

/** Reads `--explore` and `--seed`; without a seed one is drawn, and printed with the outcome. */
export function parseSearch(options: { explore?: string; seed?: string }) {
  const problems: string[] = [];
  const { explore: count, seed = String(randomInt(2 ** 31)) } = options;
  if (count === undefined) {
    if (options.seed !== undefined) problems.push('--seed goes with --explore');
    return { search: undefined, problems };
  }
  if (!/^[1-9]\d*$/.test(count)) problems.push(`--explore wants a whole number from 1, not '${count}'`);
  if (!/^-?\d+$/.test(seed)) problems.push(`--seed wants a whole number, not '${seed}'`);
  return { search: { count: Number(count), seed: Number(seed) }, problems };
}
