import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commands } from '../../scripts/cli/main.ts';
import { mockCommand } from '../../scripts/cli/mock.ts';
import { verifyCommand } from '../../scripts/cli/verify.ts';
import { type Page, pages, root, textOf } from './pages.ts';

/** The pages say what the commands do, no more and no less. */
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const all = await Promise.all(
  (Object.keys(pages) as Page[]).map(async (page) => [page, await textOf(page)] as const),
);
const readme = await textOf('readme');

const tableOf = (text: string, heading: string): string => {
  const start = text.indexOf(`| \`${heading}\` |`);
  return text.slice(start, text.indexOf('\n\n', start));
};

/** A row for each option, in the words of `--help`. */
const rowsOf = (command: Command): string[] =>
  command.options.map(({ flags, description, defaultValue }) => {
    const hasDefault = defaultValue !== undefined && typeof defaultValue !== 'boolean';
    return `| \`${flags}\` | ${description}${hasDefault ? `. Default: ${defaultValue}` : ''} |`;
  });

describe('the tables of options say what --help says', () => {
  test.each<[Page, Command]>([
    ['suite', verifyCommand()],
    ['mock', mockCommand()],
  ])('on the page %s', async (page, command) => {
    const [, , ...rows] = tableOf(await textOf(page), command.name()).split('\n');
    expect(rows).toEqual(rowsOf(command));
  });
});

test('the README is short, and the two commands are at its top', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(180);
  const top = readme.slice(0, readme.indexOf('\n## '));
  expect(top).toMatch(/^npm ci && npm run verify\b/m);
  expect(top).toMatch(/^npm test\b/m);
});

test('the README names every command', () => {
  const named = [...readme.slice(readme.indexOf('\n## Commands')).matchAll(/^\| `([a-z]+)/gm)].map(
    ([, name]) => name,
  );
  expect(named).toEqual(expect.arrayContaining(Object.keys(commands)));
});

test.each(all)('every npm script that %s names exists', (_, text) => {
  const named = [...new Set([...text.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name))];
  expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name ?? ''))).toEqual([]);
});

test.each(all)('every file that %s links to exists, and every heading', async (page, text) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(#[^)]+)?\)/g)];
  for (const [, path = '', anchor] of links) {
    const file = join(root, dirname(pages[page]), path);
    const target = path === '' ? text : (await stat(file)).isFile() ? await readFile(file, 'utf8') : '';
    if (anchor !== undefined) expect(anchorsOf(target), `${path}${anchor}`).toContain(anchor);
  }
});

test('every dependency has its reason in a line, and there are no other lines', async () => {
  const contributing = await textOf('contributing');
  const section = contributing.slice(contributing.indexOf('\n## Dependencies'));
  const listed = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) =>
    (cell ?? '').split(', ').map((name) => name.replaceAll('`', '')),
  );
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const types = installed.filter((name) => name.startsWith('@types/'));
  expect(listed.sort()).toEqual([...installed.filter((name) => !types.includes(name)), '@types/*'].sort());
});

test.each<[program: string, page: Page]>([
  ['script.mjs', 'package'],
  ['contract-tests.ts', 'package'],
  ['handlers.mjs', 'mock'],
])('the program %s is printed as it is tested in an installed package', async (name, page) => {
  const text = await readFile(join(root, 'tests', 'self', 'package', 'consumer', name), 'utf8');
  expect(await textOf(page)).toContain(`${text}\`\`\``);
});

test.each([
  'vite.config.ts',
  'test/refusals.test.ts',
  'test/mock-setup.ts',
  'vitest.browser.config.ts',
  'playwright.config.ts',
  '.storybook/main.ts',
  '.storybook/preview.ts',
  'src/upload-form.stories.ts',
  'cypress.config.ts',
])('the file %s is on the mock’s page as it is tested in an app', async (name) => {
  const text = await readFile(join(root, 'tests', 'self', 'consumers', 'app', name), 'utf8');
  expect(await textOf('mock')).toContain(`\n${text}\`\`\``);
});

/** GitHub's anchors of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-')}`,
  );
