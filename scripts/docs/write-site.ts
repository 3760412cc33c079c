import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../cli/user-error.ts';
import type { Site } from './site.ts';

/** Lists the files of a site, so that the next one can replace it. */
const manifestName = '.upload-contract-docs.json';

/**
 * Writes a site into a folder, and removes the files of an earlier site. Leaves all other files alone.
 *
 * @throws UserError when the folder contains something else, or cannot be written to.
 */
export async function writeSite(folder: string, site: Site): Promise<void> {
  try {
    const earlier = await earlierFiles(folder);
    for (const [path, content] of site) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    for (const path of earlier) if (!site.has(path)) await rm(join(folder, path), { force: true });
    await writeFile(join(folder, manifestName), `${JSON.stringify([...site.keys()].sort(), null, 1)}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined) throw error;
    throw new UserError(`--out: cannot write to ${folder} (${code}).`);
  }
}

async function earlierFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return [];
  const manifest = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
  const files = manifest === undefined ? undefined : listIn(manifest);
  if (files !== undefined) return files;
  throw new UserError(
    `--out: ${folder} contains other files than an earlier site. Name an empty or a new folder.`,
  );
}

/** Only paths inside the folder; undefined when the text is not a manifest. */
function listIn(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    return list.filter(
      (path): path is string =>
        typeof path === 'string' && /^[\w-][\w./-]*$/.test(path) && !path.split('/').includes('..'),
    );
  } catch {
    return undefined;
  }
}
