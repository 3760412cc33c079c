import { expect } from 'vitest';
import { readContractFrom } from '../../../../scripts/docs/read-contract.ts';
import { makeSite, type Site } from '../../../../scripts/docs/site.ts';
import { readSources } from '../../../../scripts/docs/sources.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { escapeMarkup } from '../../../contract/report/formats/html/markup.ts';
import type { Report } from '../../../contract/report/report.ts';

/** The site of a contract. Default: the built-in one. */
export async function siteOf(given: { contract?: Contract; report?: Report } = {}): Promise<Site> {
  return makeSite(await readSources({ ...(await readContractFrom(undefined)), ...given }));
}

/** The texts of a site, by path; bytes of pictures as characters. */
export const textsOf = (site: Site): ReadonlyMap<string, string> =>
  new Map(
    [...site].map(([path, file]) => [
      path,
      typeof file === 'string' ? file : Buffer.from(file).toString('latin1'),
    ]),
  );

/** The addresses in a page, in order. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);

/** Dead links of a site: paths and anchors without a target. */
export function deadLinks(site: ReadonlyMap<string, string>): string[] {
  const anchors = new Map(
    [...site].map(([path, text]) => [
      path,
      new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)),
    ]),
  );
  return [...site]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([path, html]) =>
      linksIn(html)
        .filter((link) => !/^(https?|data):/.test(link))
        .filter((link) => {
          const { pathname, hash } = new URL(link, `http://site/${path}`);
          const target = pathname.slice(1);
          return (
            !site.has(target) || (hash !== '' && !anchors.get(target)?.has(decodeURIComponent(hash.slice(1))))
          );
        })
        .map((link) => `${path}: ${link}`),
    );
}

/** The visible text of a page. */
export const textOf = (html: string): string => html.replace(/<[^>]*>/g, '');

/** Checks that the site of a contract has no dead link, and says why a rule does not apply. */
export function expectWhole(contract: Contract, site: ReadonlyMap<string, string>): void {
  expect(deadLinks(site)).toEqual([]);
  for (const { id, notApplicable } of contract.requirements)
    if (notApplicable !== undefined)
      expect(site.get(`rules/${id}.html`)).toContain(`Not applicable: ${escapeMarkup(notApplicable)}`);
  const pages = [...site].filter(([path]) => path.endsWith('.html')).map(([, html]) => html);
  expect(
    pages.filter((html) => /undefined|\[object Object\]/.test(textOf(html.replace(/<pre.*?<\/pre>/gs, '')))),
  ).toEqual([]);
}
