import { exec } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { give, install, newFolder, node, pack, remove, shell } from './installed.ts';

/** The same tarball, by each package manager and on each Node. */
let folder: string;
let tarball: string;
beforeAll(async () => {
  folder = await newFolder();
  tarball = await pack(folder);
}, 300_000);
afterAll(() => remove(folder));

const pnpm = 'npm exec --yes --package=pnpm@10 -- pnpm';
const yarn = 'npm exec --yes --package=yarn@1 -- yarn';

const managers: [name: string, install: (tarball: string) => string, run: string][] = [
  ['npm', (file) => `npm install --omit=dev --no-audit --no-fund "${file}"`, 'npx --no upload-contract'],
  ['pnpm', (file) => `${pnpm} add "${file}"`, `${pnpm} exec upload-contract`],
  ['yarn', (file) => `${yarn} add --non-interactive "file:${file}"`, `${yarn} run --silent upload-contract`],
];

describe('installed', () => {
  it.each(managers)('by %s, verify passes', async (name, command, run) => {
    const project = join(folder, name);
    await install(project, command(tarball));
    const { stdout } = await shell(`${run} verify`, project);
    expect(stdout).toMatch(/^The deployment keeps the contract\. \d+ cases: /m);
  });
});

describe('a script uses the suite, the client and the mock', () => {
  it.for([20, 22, 24, 26])('on Node %i', async (major, { skip }) => {
    const execPath = await nodeOf(major).catch((error: Error) => {
      if (process.env.CI) throw error;
      return skip(`npm brings no Node ${major} here: ${error.message}`);
    });
    await give('script.mjs', join(folder, 'npm'));
    const { stdout } = await node(['script.mjs'], join(folder, 'npm'), execPath);
    expect(stdout).toMatch(/^The mock said 200, and has seen 1 upload\.\nconforms: .+\n$/);
  });
});

/** The npm package `node` brings the binary of any version; npm keeps it in its cache. */
async function nodeOf(major: number): Promise<string> {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const { stdout } = await promisify(exec)(
    `npm exec --yes --package=node@${major} -- node -p process.execPath`,
  );
  return stdout.trim();
}
