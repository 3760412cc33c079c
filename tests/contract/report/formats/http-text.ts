import { counted } from '../../request/counted.ts';
import type { ReportedExchange, ReportedPart } from '../report.ts';
import { cutText, safeLine, safeText } from './safe-text.ts';

/** How much of an exchange to show. */
export interface HttpTextLimits {
  /** Characters of a body. */
  body: number;
  /** Lines of a body, or parts. */
  lines: number;
  /** Characters of a header. */
  header: number;
  /** Headers of a response. */
  headers: number;
}

export const generousLimits: HttpTextLimits = { body: 4000, lines: 200, header: 1000, headers: 60 };

/** The request as HTTP text; for files only name, type and size. Safe to print, cut, and not yet escaped for markup. */
export function requestLines({ request }: ReportedExchange, limits = generousLimits): string[] {
  const head = [
    cutText(`${request.method} ${targetOf(request.url)} HTTP/1.1`, limits.body),
    ...headerLines(request.headers, limits),
  ];
  const content = 'parts' in request ? partLines(request.parts, limits) : bodyLines(request.body, limits);
  const flaw = 'parts' in request && request.flaw !== undefined ? [`(flaw: ${request.flaw})`] : [];
  return [...head.map(safeLine), ...separated([...content.map(safeLine), ...flaw])];
}

/** Path and query. A redacted secret may be anywhere in the URL, so the URL may not parse. */
const targetOf = (url: string): string => url.replace(/^\w+:\/\/[^/?]*/, '');

/** The response as HTTP text, or why there is none. */
export function responseLines({ response, error }: ReportedExchange, limits = generousLimits): string[] {
  if (response === null) return [`(${safeLine(cutText(error ?? 'no response', limits.body))})`];
  const head = [
    cutText(`HTTP/1.1 ${response.status} ${response.reason}`.trimEnd(), limits.header),
    ...headerLines(response.headers, limits),
  ];
  return [...head.map(safeLine), ...separated(bodyLines(response.body, limits))];
}

const separated = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', ...lines]);

function headerLines(headers: Record<string, string>, limits: HttpTextLimits): string[] {
  const lines = Object.entries(headers).map(([name, value]) => cutText(`${name}: ${value}`, limits.header));
  const hidden = lines.length - limits.headers;
  return hidden > 0 ? [...lines.slice(0, limits.headers), `(${counted(hidden, 'more header')})`] : lines;
}

function bodyLines(body: string, limits: HttpTextLimits): string[] {
  if (body === '') return [];
  const lines = safeText(cutText(body, limits.body)).split('\n');
  const hidden = lines.length - limits.lines;
  return hidden > 0 ? [...lines.slice(0, limits.lines), `(${counted(hidden, 'more line')})`] : lines;
}

function partLines(parts: readonly ReportedPart[], limits: HttpTextLimits): string[] {
  const hidden = parts.length - limits.lines;
  const lines = parts.slice(0, limits.lines).map((part) => cutText(partLine(part), limits.body));
  return hidden > 0 ? [...lines, `(${counted(hidden, 'more part')})`] : lines;
}

const partLine = (part: ReportedPart): string =>
  'value' in part
    ? `${part.name}: ${part.value}`
    : `${part.name}: file ${part.fileName} (${part.mediaType ?? 'no type'}, ${counted(part.size, 'byte')})`;
