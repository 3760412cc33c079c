import type { IncomingMessage } from 'node:http';
import type { Contract } from '../../spec/contract.ts';
import type { HeadFacts } from '../../spec/rules.ts';
import { withoutParameters } from './multipart/header-value.ts';
import { decodeSegment, literally, pathPattern } from './upload-path.ts';

/**
 * Builds the reader of the facts that a ruling on the head needs. It returns undefined when the path is not the
 * contract's (R3).
 *
 * @param basePath the prefix of the path.
 */
export function headReader({ path, credential }: Contract, basePath: string) {
  const headerName = credential?.header.toLowerCase();
  const uploadPath = new RegExp(`^${literally(basePath)}${pathPattern(path)}$`);
  return (request: IncomingMessage): HeadFacts | undefined => {
    const clientId = uploadPath.exec(pathOf(request))?.[1];
    if (clientId === undefined) return undefined;
    const contentType = request.headers['content-type'];
    return {
      method: request.method ?? '',
      clientId: decodeSegment(clientId),
      authorization: headerName === undefined ? undefined : asText(request.headers[headerName]?.toString()),
      mediaType: contentType && withoutParameters(contentType),
    };
  };
}

/** Node decodes headers as Latin-1, but clients that send other letters mostly write UTF-8 (RFC 9110, section 5.5). */
function asText(value: string | undefined): string | undefined {
  if (value === undefined || !/[\x80-\xff]/.test(value)) return value;
  const text = Buffer.from(value, 'latin1').toString();
  return text.includes('\ufffd') ? value : text;
}

/** The path of a request, without its query; proxies send the whole URL (RFC 9112, section 3.2.2). */
export function pathOf(request: IncomingMessage): string {
  const target = request.url ?? '/';
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  return path.startsWith('/') ? path : path.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}
