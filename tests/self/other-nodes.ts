import { exec } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The program of another version of Node, or this one if it is the same. The npm package `node` provides it; npm caches
 * it.
 */
export async function nodeOf(major: number): Promise<string> {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const { stdout } = await promisify(exec)(
    `npm exec --yes --package=node@${major} -- node -p process.execPath`,
  );
  return stdout.trim();
}
