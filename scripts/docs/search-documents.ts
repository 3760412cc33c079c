import type { EndpointView } from './pages/endpoint.ts';
import type { JournalView } from './pages/journal.ts';
import type { Recipe } from './pages/recipes.ts';
import type { RuleView } from './pages/rule.ts';
import type { GlossaryEntry } from './sources.ts';

/** An entry of the search index. */
export interface SearchDocument {
  /** The place, as a path relative to the site. */
  id: string;
  kind: string;
  title: string;
  text: string;
}

export const searchDocuments = (site: {
  rules: readonly RuleView[];
  endpoint: EndpointView;
  journal: JournalView;
  recipes: readonly Recipe[];
  glossary: readonly GlossaryEntry[];
  guides: readonly SearchDocument[];
}): SearchDocument[] => [
  ...site.guides,
  ...site.rules.map(({ id, title, statement, client = '', provider = '' }) => ({
    id: `rules/${id}.html`,
    kind: 'Rule',
    title: `${id} ${title}`,
    text: [statement, client, provider].join(' '),
  })),
  ...site.endpoint.responses.flatMap(({ status, examples }) =>
    examples.map(({ id, summary, rule = '' }) => ({
      id: `endpoint.html#${id}`,
      kind: 'Response',
      title: `${status} ${summary}`,
      text: [id, rule].join(' '),
    })),
  ),
  ...site.recipes.map(({ id, title, about }) => ({
    id: `recipes.html#${id}`,
    kind: 'Recipe',
    title,
    text: about,
  })),
  ...site.journal.operations.map(({ id, method, path, summary }) => ({
    id: `mock.html#${id}`,
    kind: 'Journal',
    title: `${method} /__mock${path}`,
    text: summary,
  })),
  ...site.glossary.map(({ term, meaning }, index) => ({
    id: `glossary.html#term-${index + 1}`,
    kind: 'Term',
    title: term,
    text: meaning,
  })),
  ...site.rules.flatMap(({ id: rule, cases }) =>
    cases.map(({ id, title, outcome }) => ({
      id: `rules/${rule}.html#${id}`,
      kind: `Case of ${rule}`,
      title,
      text: [id, outcome].join(' '),
    })),
  ),
];
