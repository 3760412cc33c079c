import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { Marked } from 'marked';
import { escapeMarkup } from '../../tests/contract/report/formats/html/markup.ts';
import type { Picture } from './picture.ts';

const languages = { bash, javascript, json, python, typescript, xml, yaml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

const aliases: Record<string, string> = { sh: 'bash', js: 'javascript', ts: 'typescript', html: 'xml' };

/** The depth of a page, and what its links can refer to. */
export interface Links {
  /** The prefix of paths: empty, or `../`. */
  base: string;
  rules: ReadonlySet<string>;
  /** The pictures of the site, by path: prose can show no others. */
  pictures: Readonly<Record<string, Picture>>;
}

/** A program as HTML, highlighted if the language is known. */
export function highlighted(text: string, language = ''): string {
  const name = aliases[language] ?? language;
  if (hljs.getLanguage(name) === undefined) return escapeMarkup(text);
  return hljs.highlight(text, { language: name }).value;
}

/** A block of text with a copy button. */
export const codeBlock = (text: string, language?: string, label = 'Code'): string =>
  `<div class="code" data-copy><pre tabindex="0"${language === 'bash' ? ' class="wrap"' : ''} aria-label="${escapeMarkup(label)}"><code>${highlighted(text.replace(/\n$/, ''), language)}</code></pre></div>\n`;

/** Markdown as HTML. Escapes any markup in it, and loads nothing from elsewhere. */
export const prose = (text: string, links: Links): string => marked(links).parse(text, { async: false });

/** Inline Markdown. */
export const inlineProse = (text: string, links: Links): string =>
  marked(links).parseInline(text, { async: false });

function marked(links: Links): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escapeMarkup(text),
      image: ({ href, text }) => pictureOf(href, text, links),
      code: ({ text, lang }) => codeBlock(text, lang),
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      table(token) {
        const cells = (row: typeof token.header, tag: string): string =>
          `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
        const rows = token.rows.map((row) => cells(row, 'td')).join('');
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead>${cells(token.header, 'th')}</thead><tbody>${rows}</tbody></table></div>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        if (/^https?:/.test(href)) return `<a href="${escapeMarkup(href)}" rel="noreferrer">${inner}</a>`;
        if (/^[\w./-]*(#[\w.-]+)?$/.test(href))
          return `<a href="${links.base}${escapeMarkup(href)}">${inner}</a>`;
        return inner;
      },
      text(token) {
        const inner =
          'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeOnce(token.text);
        return 'tokens' in token && token.tokens ? inner : withRuleLinks(inner, links);
      },
    },
  });
}

/** A picture of the site, linked to its full size; for any other picture, only the text. */
function pictureOf(path: string, text: string, { base, pictures }: Links): string {
  const picture = Object.hasOwn(pictures, path) ? pictures[path] : undefined;
  if (picture === undefined) return escapeMarkup(text);
  const { width, height } = picture;
  const image = `<img src="${base}${path}" width="${width}" height="${height}" alt="${escapeMarkup(text)}" loading="lazy">`;
  return `<a class="picture" href="${base}${path}">${image}</a>`;
}

/** Marked returns text with entities. */
const escapeOnce = (text: string): string => escapeMarkup(text).replace(/&amp;(#?\w+;)/g, '&$1');

/** Turns rule ids into links. */
export const withRuleLinks = (html: string, { base, rules }: Links): string =>
  html.replace(/\bR\d+\b/g, (id) => (rules.has(id) ? `<a href="${base}rules/${id}.html">${id}</a>` : id));

/** An anchor: letters, digits and dashes. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .trim()
    .replaceAll(' ', '-');
