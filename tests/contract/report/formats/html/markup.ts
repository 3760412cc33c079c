/** Text that already is markup. `markup` escapes everything else. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/** Fills in a template: escapes text, keeps markup as it is, and drops undefined. */
export function markup(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const text = template.map((piece, index) => piece + render(values[index]));
  return { markup: text.join('') };
}

/** Marks a text as markup. Only for text that this project wrote. */
export const trusted = (text: string): Markup => ({ markup: text });

function render(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'object') {
    return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
  }
  return escapeMarkup(String(value));
}

/** Escapes text for use between tags or in an attribute. */
export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
