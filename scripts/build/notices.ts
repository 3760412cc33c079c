import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const heading = `Parts of these packages are built into upload-contract. Their licences follow.
`;

/** The folder of a module's package; undefined for modules of this project. */
export function packageFolder(moduleId: string): string | undefined {
  const path = moduleId.replace(/^\0/, '').replaceAll('\\', '/');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/**
 * Writes the licences of the bundled packages.
 *
 * @throws Error that names a package without a licence file.
 */
export async function writeNotices(file: string, folders: Iterable<string>): Promise<void> {
  const notices = [...new Set(folders)].map(noticeOf).sort();
  await writeFile(file, [heading, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)(\.|$)|\.license\.txt$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}
