import type {
  Entry,
  Har,
  Header,
  Page,
  Param,
  PostData,
  PostDataCommon,
  Request,
  Response,
} from 'har-format';
import { absoluteLink } from '../../../../spec/docs-url.ts';
import { counted } from '../../request/counted.ts';
import type { Report, ReportedCase, ReportedExchange, ReportedPart } from '../report.ts';
import { printableJson } from './json.ts';

/**
 * The exchanges as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), for browser tools: an entry per exchange,
 * a page per case. Unknown sizes are -1, as the format says.
 */
export function renderHar(report: Report): string {
  const sent = report.cases.filter(({ exchanges }) => exchanges.length > 0);
  const har: Har = {
    log: {
      version: '1.2',
      creator: report.tool,
      pages: sent.map((result) => page(result)),
      entries: sent
        .flatMap((result) => result.exchanges.map((exchange) => entry(result, exchange)))
        .sort((a, b) => a.startedDateTime.localeCompare(b.startedDateTime)),
      comment: `${report.deployment.baseUrl}: ${report.headline}`,
    },
  };
  return printableJson(har);
}

const page = ({ id, title, verdict, exchanges, docs }: ReportedCase): Page => ({
  id,
  title: `${title} (${verdict})`,
  startedDateTime: exchanges[0]?.startedAt ?? '',
  pageTimings: { onContentLoad: -1, onLoad: -1 },
  ...commentOf(absoluteLink(docs)),
});

const commentOf = (comment: string | undefined): { comment?: string } =>
  comment === undefined ? {} : { comment };

function entry({ id, verdict, docs }: ReportedCase, exchange: ReportedExchange): Entry {
  const time = exchange.response?.durationMs ?? 0;
  return {
    pageref: id,
    startedDateTime: exchange.startedAt,
    time,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: [`${id}: ${verdict}`, absoluteLink(docs) ?? []].flat().join(', '),
  };
}

function requestOf({ request }: ReportedExchange): Request {
  const query = new URLSearchParams(/\?.*$/s.exec(request.url)?.[0]);
  const hasContent = 'parts' in request || request.body !== '';
  return {
    method: request.method,
    url: request.url.replaceAll('[redacted]', encodeURIComponent('[redacted]')),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(request.headers),
    queryString: [...query].map(([name, value]) => ({ name, value })),
    ...(hasContent ? { postData: postData(request) as PostDataCommon as PostData } : {}),
    headersSize: -1,
    bodySize: Number(find(request.headers, 'content-length') ?? -1),
  };
}

/** The entry has both; the types of the format allow only one. */
type PostedBoth = PostDataCommon & { params: Param[]; text: string };

/** Browser tools show only the text, other tools the parts. */
function postData(request: ReportedExchange['request']): PostedBoth {
  const mimeType = find(request.headers, 'content-type') ?? '';
  if ('body' in request) return { mimeType, params: [], text: request.body };
  const params = request.parts.map((part) =>
    'value' in part
      ? part
      : {
          name: part.name,
          fileName: part.fileName,
          ...(part.mediaType === undefined ? {} : { contentType: part.mediaType }),
          comment: counted(part.size, 'byte'),
        },
  );
  return {
    mimeType,
    params,
    text: multipartText(request.parts, mimeType),
    ...(request.flaw === undefined ? {} : { comment: request.flaw }),
  };
}

/** The parts as multipart text (RFC 7578). The report has no file contents, only their sizes. */
function multipartText(parts: readonly ReportedPart[], mimeType: string): string {
  const boundary = /boundary="?([^";]+)/i.exec(mimeType)?.[1] ?? 'boundary';
  const texts = parts.map((part) => `--${boundary}\r\n${partText(part)}\r\n`);
  return `${texts.join('')}--${boundary}--\r\n`;
}

function partText(part: ReportedPart): string {
  const name = `Content-Disposition: form-data; name="${escapeQuoted(part.name)}"`;
  if ('value' in part) return `${name}\r\n\r\n${part.value}`;
  const type = part.mediaType === undefined ? '' : `\r\nContent-Type: ${part.mediaType}`;
  const size = `(${counted(part.size, 'byte')} of ${part.mediaType ?? 'no type'})`;
  return `${name}; filename="${escapeQuoted(part.fileName)}"${type}\r\n\r\n${size}`;
}

/** As browsers write names: quotes and line breaks percent-encoded. */
const escapeQuoted = (text: string): string =>
  text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Status 0 is how browsers write an exchange without a response. */
function responseOf({ response, error }: ReportedExchange): Response {
  const { status = 0, reason = '', headers = {}, body = '', size = 0 } = response ?? {};
  return {
    status,
    statusText: reason,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: { size, mimeType: find(headers, 'content-type') ?? 'x-unknown', text: body },
    redirectURL: find(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: response === null ? -1 : size,
    ...(error === null ? {} : { comment: error }),
  };
}

const pairs = (headers: Record<string, string>): Header[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

const find = (headers: Record<string, string>, lowerName: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === lowerName)?.[1];
