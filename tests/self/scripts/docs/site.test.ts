import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { commands } from '../../../../scripts/cli/main.ts';
import { recipes } from '../../../../scripts/docs/pages/recipes.ts';
import { prose } from '../../../../scripts/docs/prose.ts';
import { readSources } from '../../../../scripts/docs/sources.ts';
import { ownRequirement } from '../../../contract/cases/own-requirement.ts';
import { contractCases } from '../../../contract/index.ts';
import { escapeMarkup } from '../../../contract/report/formats/html/markup.ts';
import { hostile, mixedCases, reportOf } from '../../contract/report/sample.ts';
import { recipePath, recipes as tested } from '../../generated/client/recipes.ts';
import { shapes } from '../../spec/shapes.ts';
import { deadLinks, expectWhole, linksIn, siteOf, textOf, textsOf } from './site.ts';

const site = textsOf(await siteOf());
const pageOf = (path: string): string => site.get(path) ?? '';

describe('the site', () => {
  test('has a page for each rule, with its statement and what it means', () => {
    for (const { id, title, statement, client, provider } of contract.requirements) {
      const page = pageOf(`rules/${id}.html`);
      for (const text of [title, statement]) expect(page, id).toContain(escapeMarkup(text));
      for (const text of [client, provider])
        expect(textOf(page), id).toContain(escapeMarkup(text).replaceAll('`', ''));
    }
  });

  test('has an anchor for each case, where reports look for it, with its bytes and a curl line', () => {
    for (const each of contractCases()) {
      const page = pageOf(`rules/${ownRequirement(each)}.html`);
      const start = page.indexOf(`id="${each.id}"`);
      const own = page.slice(start, page.indexOf('</details>', start));
      expect(own, each.id).toContain(' HTTP/1.1\n');
      expect(own, each.id).toMatch(/curl -sS|Too long for a page/);
    }
    expect(pageOf('rules/R7.html')).toContain('id="two-files-same-name"');
  });

  test('names every documented response and its examples', () => {
    for (const { status, example } of contract.responses) {
      expect(pageOf('endpoint.html')).toContain(`id="status-${status}"`);
      expect(pageOf('endpoint.html')).toContain(`id="${example}"`);
    }
  });

  test('is whole, without a dead link', () => expectWhole(contract, site));

  test('loads nothing from another host, and is under 3 MB', () => {
    const loaded = [...site.values()].flatMap((text) => [
      ...text.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(https?:[^"]*)"|url\((?!#)/g),
    ]);
    expect(loaded).toEqual([]);
    const bytes = [...site.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  test('is the same, byte for byte, when it is made again', async () => {
    expect([...textsOf(await siteOf())]).toEqual([...site]);
  });

  test.each([
    ['pipelines.html', 'terminal'],
    ['pipelines.html', 'report'],
    ['mock.html', 'inspector'],
  ])('shows on %s the picture %s, with a text in its place', (path, name) => {
    const image = new RegExp(`<img src="pictures/${name}.webp" width="\\d+" height="\\d+" alt="[^"]{40,}"`);
    expect(pageOf(path)).toMatch(image);
    expect(site.has(`pictures/${name}.webp`)).toBe(true);
  });

  test('shows no picture but its own', () => {
    const links = { base: '', rules: new Set<string>(), pictures: {} };
    expect(prose('![a chart](https://example.com/chart.webp)', links)).toBe('<p>a chart</p>\n');
    expect(prose('![a chart](pictures/terminal.webp)', links)).toBe('<p>a chart</p>\n');
  });

  test('prints the programs that are tested, each as it is run', async () => {
    const files = recipes.flatMap(({ programs }) => programs.map(({ file }) => file));
    expect(files.sort()).toEqual(Object.keys(tested).sort());
    const page = textOf(pageOf('recipes.html'));
    for (const name of Object.keys(tested) as (keyof typeof tested)[]) {
      const program = await readFile(recipePath(name), 'utf8');
      expect(page, name).toContain(program.trimEnd().split('\n').map(escaped).join('\n'));
    }
  });

  test('shows existing commands and options', async () => {
    const { words } = await readSources({ contract });
    const lines = Object.values(words).flatMap((text) => text.match(/upload-contract \w+.*/g) ?? []);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const [, name = '', ...rest] = line.split(/\s+/);
      const command = await commands[name]?.();
      const options = command?.options.map(({ long }) => long);
      for (const option of rest.filter((word) => word.startsWith('--')))
        expect(options, line).toContain(option);
    }
  });

  test('says in a rule’s history what the changelog says of it', () => {
    expect(pageOf('rules/R21.html')).toContain('Unreleased');
    expect(textOf(pageOf('rules/R19.html'))).toContain('Stack traces (R19) need two frames');
  });
});

const escaped = (line: string): string =>
  line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

/** The other shapes are in site.matrix.ts. */
const { everything, withoutAccount } = shapes;

describe.each(Object.entries({ everything, withoutAccount }))('the site of the contract %s', (_, shape) =>
  test('is whole, and says what does not apply', async () =>
    expectWhole(shape, textsOf(await siteOf({ contract: shape })))),
);

describe('with a report', async () => {
  const report = reportOf(mixedCases(hostile));
  const own = textsOf(await siteOf({ report }));

  test('shows the verdict rule by rule, and on the case', () => {
    expect(own.get('verdict.html')).toContain(escapeMarkup(report.headline));
    expect(own.get('rules/R7.html')).toMatch(/class="badge fail">broken<\/span> in the last run/);
    expect(own.get('rules/R7.html')).toContain('<a href="../rules/R7.html#two-files-same-name">');
    expect(deadLinks(own)).toEqual([]);
  });

  test('shows a deployment’s responses as text', () => {
    for (const [path, html] of own) {
      if (!path.endsWith('.html')) continue;
      expect(html, path).not.toContain('<script>');
      expect(html, path).not.toContain('<img src=x');
      expect(linksIn(html).filter((link) => link.startsWith('javascript:'))).toEqual([]);
    }
  });

  test('has a badge, as a picture and for shields.io', () => {
    const endpoint = JSON.parse(own.get('badge.json') ?? '');
    const { fail, cases } = report.counts;
    expect(endpoint).toEqual({
      ...{ schemaVersion: 1, label: 'upload contract', color: 'red' },
      message: `broken, ${fail} of ${cases} cases`,
    });
    expect(own.get('badge.svg')).toContain(endpoint.message);
  });
});
