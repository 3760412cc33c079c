import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The hash of the sources of `generated/`. It depends on their content, not on times or line ends.
 *
 * @param folder `spec/`.
 * @returns undefined when the sources are missing, as in a package.
 */
export function hashSpec(folder: string): string | undefined {
  const names = sourcesIn(folder);
  if (names.length === 0) return undefined;
  const hash = createHash('sha256');
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${name.replaceAll('\\', '/')}\0${text}\0`);
  }
  return hash.digest('hex');
}

function sourcesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
  } catch {
    return [];
  }
}
