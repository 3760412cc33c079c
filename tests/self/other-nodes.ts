import { exec } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The program of another version of Node, this one where it is the same. The npm package `node` takes it from the
 * registry; npm keeps it in its cache.
 */
export async function nodeOf(major: number): Promise<string> {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const { stdout } = await promisify(exec)(
    `npm exec --yes --package=node@${major} -- node -p process.execPath`,
  );
  return stdout.trim();
}
