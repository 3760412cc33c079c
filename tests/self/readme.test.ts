import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { mockCommand } from '../../scripts/cli/mock.ts';
import { verifyCommand } from '../../scripts/cli/verify.ts';

/** The README says what the commands do, no more and no less. */
const root = join(import.meta.dirname, '..', '..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const tableOf = (heading: string): string => {
  const start = readme.indexOf(`| \`${heading}\` |`);
  return readme.slice(start, readme.indexOf('\n\n', start));
};

const optionsIn = (text: string): string[] =>
  [...new Set(text.match(/`--[a-z-]+/g)?.map((option) => option.slice(1)))].sort();

const optionsOf = (command: Command): string[] => command.options.map(({ long }) => long ?? '').sort();

describe('the tables of options', () => {
  test('of verify', () => {
    const mentioned = optionsIn(tableOf('verify'));
    expect(mentioned).toEqual(optionsOf(verifyCommand()));
  });

  test('of mock', () => {
    expect(optionsIn(tableOf('mock'))).toEqual(optionsOf(mockCommand()));
  });
});

test('the two commands stand at the top', () => {
  const top = readme.slice(0, readme.indexOf('\n## '));
  expect(top).toMatch(/^npm ci && npm run verify\b/m);
  expect(top).toMatch(/^npm test\b/m);
});

test('every npm script that is named exists', () => {
  const named = [...new Set([...readme.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name))];
  expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name ?? ''))).toEqual([]);
});

test('every dependency earns its place in a line, and no line is left over', () => {
  const section = readme.slice(readme.indexOf('\n## Dependencies'));
  const listed = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) =>
    (cell ?? '').split(', ').map((name) => name.replaceAll('`', '')),
  );
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const types = installed.filter((name) => name.startsWith('@types/'));
  expect(listed.sort()).toEqual([...installed.filter((name) => !types.includes(name)), '@types/*'].sort());
});

test('every file that is linked to exists', async () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');
  for (const path of links) await expect(readFile(join(root, path)), path).resolves.toBeDefined();
});

test.each(['script.mjs', 'contract-tests.ts', 'handlers.mjs'])(
  'the program %s stands there as it is tested in an installed package',
  async (name) => {
    const program = await readFile(join(root, 'tests', 'self', 'package', 'consumer', name), 'utf8');
    expect(readme).toContain(`${program}\`\`\``);
  },
);
