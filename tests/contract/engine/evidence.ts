import { contract } from '../../../generated/contract.ts';
import type { TokenVariant } from '../case.ts';
import { curlCommand } from './curl.ts';
import type { Exchange, ReceivedResponse } from './exchange.ts';
import { outcome } from './judge.ts';
import type { ReportedExchange, ReportedPart } from './report.ts';
import type { ResolvedRequest } from './resolve.ts';

/** What is shown of an answer's content, in characters. */
const shownBody = 4000;

/** Turns the facts of an exchange into what reports show of it. Not yet redacted. */
export function describeExchange(
  token: TokenVariant,
  sent: ResolvedRequest,
  exchange: Exchange,
  baseUrl: string,
): ReportedExchange {
  const { request, response, error, durationMs } = exchange;
  const headers = request.headers.map(([name, value]): [string, string] =>
    name.toLowerCase() === contract.authorizationHeader.toLowerCase()
      ? [name, maskToken(token)]
      : [name, value],
  );
  return {
    request: {
      method: request.method,
      url: new URL(baseUrl).origin + request.target,
      headers: Object.fromEntries(headers),
      ...describeBody(sent),
    },
    response:
      response === null
        ? null
        : {
            status: response.status,
            headers: joinHeaders(response.headers),
            body: describeContent(response),
            durationMs,
          },
    error: error === null ? null : outcome(exchange),
    curl: curlCommand(token, sent, baseUrl),
  };
}

const maskToken = (variant: TokenVariant): string => {
  if (variant === 'valid') return '[redacted]';
  return variant === 'empty' ? '' : `[redacted: ${variant}]`;
};

function describeBody({ body }: ResolvedRequest): { parts: ReportedPart[] } | { body: string } {
  if (body.kind === 'none') return { body: '' };
  if (body.kind === 'raw') return { body: `${body.file.bytes.length} bytes of ${body.mediaType}` };
  if (body.kind === 'multipart') {
    return {
      parts: body.parts.map(
        (part): ReportedPart =>
          'text' in part
            ? { name: part.name, value: part.text }
            : {
                name: part.name,
                fileName: part.file.fileName,
                ...(part.file.mediaType === undefined ? {} : { mediaType: part.file.mediaType }),
                size: part.file.bytes.length,
              },
      ),
    };
  }
  return { body: new URLSearchParams(body.entries).toString().slice(0, shownBody) };
}

function joinHeaders(headers: readonly [string, string][]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers)
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]}, ${value}` : value;
  return joined;
}

function describeContent({ body, cut }: ReceivedResponse): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: !cut }).decode(body);
    return text.length > shownBody
      ? `${text.slice(0, shownBody)}… (${body.length} bytes${cut ? ' and more' : ''})`
      : text;
  } catch {
    return `(${body.length} bytes that are no text)`;
  }
}
