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
  /** Its title in the menu; rules have their own menu. */
  menuTitle?: string;
  /** The name of a file in `templates/`, without its extension. */
  template: string;
  data: object;
}

/** The data that all pages share. */
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

/** Fills in a page's template. Values are escaped, except for markup from the helpers. */
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
