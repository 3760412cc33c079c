import type { RequirementId } from './requirements.ts';

/** The address of a reference site (`upload-contract docs`), and those of its pages. */

/** Characters that a link can contain in HTML, in Markdown and on a terminal, without escapes. */
const plain = /^[A-Za-z0-9\-._~:/%@+,;=!$&*]+$/;

/**
 * Reads the address of a site: http, https, or a path relative to the page with the link.
 *
 * @param needsAbsolute whether to reject a relative path.
 * @returns the address with a slash at its end, or what is wrong with it, as a clause that follows the option's name.
 */
export function readDocsUrl(text: string, needsAbsolute = false): { url: string } | { problem: string } {
  if (text === '') return { problem: 'is empty' };
  const isAddress = /^[a-z][a-z0-9+.-]*:/i.test(text);
  if (isAddress ? !/^https?:\/\//i.test(text) : needsAbsolute)
    return {
      problem: `must be an http:// or https:// address${needsAbsolute ? '' : ', or a relative path such as ../site'}, not ${cited(text)}`,
    };
  if (text.startsWith('//'))
    return { problem: `has no scheme. Did you mean https:${cited(text).slice(1, -1)}?` };
  if (isAddress && !URL.canParse(text)) return { problem: `is not a URL: ${cited(text)}` };
  const url = isAddress ? new URL(text) : undefined;
  if (url?.username || url?.password) return { problem: 'must not contain a user name or password' };
  if (/[?#]/.test(text)) return { problem: 'must not contain a query or fragment' };
  const site = `${(url?.href ?? text).replace(/(^|\/)index\.html$/, '$1').replace(/\/$/, '') || '.'}/`;
  return plain.test(site)
    ? { url: site }
    : { problem: `contains characters that must be percent-encoded: ${cited(text)}` };
}

const cited = (text: string): string => `'${text.replace(/[^\x20-\x7e]/g, '…').slice(0, 200)}'`;

/** Whether an address is absolute, and so means the same everywhere. */
export const isAbsolute = (url: string): boolean => /^https?:/i.test(url);

/** A link from another report: undefined when it is not an address of a page, or could break out of its markup. */
export const safeLink = (address: string | undefined): string | undefined =>
  address !== undefined &&
  plain.test(address.replace(/#[\w-]+$/, '')) &&
  /^(?:https?:\/\/|(?!\/\/)[^:]*$)/i.test(address)
    ? address
    : undefined;

/** A link that works from anywhere, so not a relative path. */
export function absoluteLink(address: string | undefined): string | undefined {
  const link = safeLink(address);
  return link !== undefined && isAbsolute(link) ? link : undefined;
}

/**
 * The site that a contract's own document names (OpenAPI, `externalDocs`); undefined when it names none, or an unsafe
 * one.
 */
export function docsUrlOf(document: Readonly<Record<string, unknown>>): string | undefined {
  const { externalDocs } = document as { externalDocs?: { url?: unknown } };
  if (typeof externalDocs?.url !== 'string') return undefined;
  const read = readDocsUrl(externalDocs.url);
  return 'url' in read ? read.url : undefined;
}

/** The page of a rule, or the place of a case on it. */
export const rulePage = (docsUrl: string, rule: RequirementId | string, caseId?: string): string =>
  `${docsUrl}rules/${rule}.html${caseId === undefined ? '' : `#${caseId}`}`;
