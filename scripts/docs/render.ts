import { join } from 'node:path';
import { Eta } from 'eta';
import { root } from '../../spec/root.ts';
import { escapeMarkup } from '../../tests/contract/report/formats/html/markup.ts';
import type { RuleView } from './pages/rule.ts';
import type { Picture } from './picture.ts';
import { codeBlock, inlineProse, prose, withRuleLinks } from './prose.ts';

/** A page, before it is rendered. */
export interface Page {
  path: string;
  title: string;
  /** How the menu calls it; pages of rules stand in a menu of their own. */
  menuTitle?: string;
  /** The name of a file in `templates/`, without its ending. */
  template: string;
  data: object;
}

/** What is the same on all pages. */
export interface Frame {
  title: string;
  version: string;
  menu: readonly Page[];
  rules: readonly RuleView[];
  pictures: Readonly<Record<string, Picture>>;
}

const templates = new Eta({
  views: join(root, 'scripts', 'docs', 'templates'),
  cache: true,
  autoEscape: true,
});

/** Fills a page's template in: values are escaped, but for what the helpers have made markup of. */
export function renderPage(page: Page, frame: Frame): string {
  const base = '../'.repeat(page.path.split('/').length - 1);
  const links = { base, rules: new Set<string>(frame.rules.map(({ id }) => id)), pictures: frame.pictures };
  return templates.render(page.template, {
    ...page.data,
    page,
    frame,
    base,
    prose: (text: string) => prose(text, links),
    inline: (text: string) => inlineProse(text, links),
    linked: (text: string) => withRuleLinks(escapeMarkup(text), links),
    code: codeBlock,
  });
}
