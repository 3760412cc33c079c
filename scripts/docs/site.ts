import { contractCases } from '../../tests/contract/index.ts';
import { curlCommand, placeInShell } from '../../tests/contract/request/curl.ts';
import { badge, shieldsEndpoint } from './badge.ts';
import { caseView } from './pages/case.ts';
import { changelogEntries } from './pages/changelog.ts';
import { endpointView } from './pages/endpoint.ts';
import { journalView } from './pages/journal.ts';
import { recipes, recipesFit } from './pages/recipes.ts';
import { ruleViews } from './pages/rule.ts';
import { verdictView } from './pages/verdict.ts';
import { type Page, renderPage } from './render.ts';
import { type SearchDocument, searchDocuments } from './search-documents.ts';
import type { Sources } from './sources.ts';

/** The files of a site, by path: texts and pictures. */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** Makes the whole site. Pure: the same sources give the same bytes. */
export function makeSite(sources: Sources): Site {
  const views = viewsOf(sources);
  const pages = pagesOf(sources, views);
  const menu = pages.filter(({ menuTitle }) => menuTitle !== undefined);
  const frame = {
    title: sources.contract.title,
    version: sources.contract.version,
    menu,
    rules: views.rules,
    pictures: sources.pictures,
  };
  const documents = searchDocuments({ ...views, glossary: sources.glossary, guides: guidesOf(pages) });
  return new Map<string, string | Uint8Array>([
    ...pages.map((page) => [page.path, renderPage(page, frame)] as const),
    ...Object.entries(sources.pictures).map(([path, { bytes }]) => [path, bytes] as const),
    ...Object.entries(sources.assets),
    ['assets/search-data.js', `var searchDocuments = ${JSON.stringify(documents)};\n`],
    ['openapi.json', `${JSON.stringify(sources.contract.document, null, 2)}\n`],
    ...(sources.report === undefined
      ? []
      : ([
          ['badge.svg', badge(sources.report)],
          ['badge.json', shieldsEndpoint(sources.report)],
        ] as const)),
  ]);
}

type Views = ReturnType<typeof viewsOf>;

function viewsOf({ contract, changelog = '', report, journal }: Sources) {
  const cases = contractCases(contract).map((each) => caseView(each, contract));
  const verdict = report && verdictView(report);
  return {
    cases,
    verdict,
    rules: ruleViews(contract, cases, changelogEntries(changelog), verdict?.rules),
    endpoint: endpointView(contract),
    journal: journalView(journal),
    recipes: recipesFit(contract) ? recipes : [],
  };
}

function pagesOf({ contract, words, glossary, changelog, recipes: programs }: Sources, views: Views): Page[] {
  const homes = new Map(views.cases.map(({ id, rule }) => [id, `rules/${rule}.html#${id}`]));
  const first = contractCases(contract)[0];
  const curl = first?.steps[0] && curlCommand(first.steps[0].request, placeInShell(first.id), contract);
  return [
    {
      path: 'index.html',
      menuTitle: 'Overview',
      title: 'Overview',
      template: 'overview',
      data: { ...views, contract, curl },
    },
    {
      path: 'endpoint.html',
      menuTitle: 'The endpoint',
      title: 'The endpoint',
      template: 'endpoint',
      data: views,
    },
    { path: 'rules.html', menuTitle: 'The rules', title: 'The rules', template: 'rules', data: views },
    {
      path: 'recipes.html',
      menuTitle: 'Recipes',
      title: 'Recipes',
      template: 'recipes',
      data: { ...views, programs, curl },
    },
    {
      path: 'pipelines.html',
      menuTitle: 'In pipelines',
      title: 'In pipelines',
      template: 'words',
      data: { text: words['pipelines.md'] },
    },
    {
      path: 'mock.html',
      menuTitle: 'The mock',
      title: 'The mock and its journal',
      template: 'mock',
      data: { ...views, text: words['mock.md'] },
    },
    ...(views.verdict === undefined
      ? []
      : [
          {
            path: 'verdict.html',
            menuTitle: 'The last verdict',
            title: 'The last verdict',
            template: 'verdict',
            data: views,
          },
        ]),
    {
      path: 'changelog.html',
      menuTitle: 'Changelog',
      title: 'Changelog',
      template: 'changelog',
      data: { text: changelog },
    },
    {
      path: 'glossary.html',
      menuTitle: 'Glossary',
      title: 'Glossary',
      template: 'glossary',
      data: { glossary },
    },
    ...views.rules.map(
      (rule): Page => ({
        path: `rules/${rule.id}.html`,
        title: `${rule.id} ${rule.title}`,
        template: 'rule',
        data: { ...views, rule, homes },
      }),
    ),
  ];
}

const guidesOf = (pages: readonly Page[]): SearchDocument[] =>
  pages
    .filter(({ menuTitle }) => menuTitle !== undefined)
    .map(({ path, title, data }) => ({
      id: path,
      kind: 'Page',
      title,
      text:
        'text' in data && path !== 'changelog.html'
          ? String(data.text ?? '')
              .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
              .replace(/[`#*|]/g, ' ')
          : '',
    }));
