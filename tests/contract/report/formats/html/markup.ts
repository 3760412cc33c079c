/** Text that is markup already. Everything else is escaped when it is put into `markup`. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/** Fills a template in: text is escaped, markup is taken as it is, nothing stays nothing. */
export function markup(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const text = template.map((piece, index) => piece + render(values[index]));
  return { markup: text.join('') };
}

/** Takes a text for markup: only for what this project wrote itself. */
export const trusted = (text: string): Markup => ({ markup: text });

function render(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'object') {
    return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
  }
  return escapeMarkup(String(value));
}

/** Text as it stands in markup, between tags or in an attribute. */
export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
