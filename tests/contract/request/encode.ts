import { createHash } from 'node:crypto';
import type { MultipartFlaw, MultipartRecipe } from '../case.ts';
import { beginningOf } from './content.ts';
import { filePartHead, textPartHead } from './part-head.ts';
import { type ResolvedBody, type ResolvedPart, type ResolvedRequest, writeName } from './resolve.ts';

/** A request in bytes, and its headers in order. */
export interface WireRequest {
  method: string;
  /** Path with query, including the base path. */
  target: string;
  headers: [name: string, value: string][];
  /**
   * The content before any transfer coding, in pieces, so that a large file is not copied. Undefined when the request has
   * none.
   */
  body: readonly Uint8Array[] | undefined;
  chunked: boolean;
}

export interface EncodeSettings {
  /** The address of the deployment. Its path goes before the request's. */
  baseUrl: string;
  /** Added to every request, from --header. */
  headers: readonly [name: string, value: string][];
  userAgent: string;
  headerNames?: 'lower-case' | 'upper-case';
  /** Asks to keep the connection open for another request. */
  keepAlive?: boolean;
}

/** Writes a resolved request as HTTP/1.1 (RFC 9112). Pure; repairs nothing. */
export function encodeRequest(request: ResolvedRequest, settings: EncodeSettings): WireRequest {
  const url = new URL(settings.baseUrl);
  const { body, contentType } = encodeBody(request.body, boundaryOf(request));
  const implied: [string, string][] = [
    ['Host', url.host],
    ['User-Agent', settings.userAgent],
    ['Accept', '*/*'],
    ['Connection', settings.keepAlive ? 'keep-alive' : 'close'],
  ];
  if (contentType !== undefined) implied.push(['Content-Type', contentType]);
  if (request.chunked) implied.push(['Transfer-Encoding', 'chunked']);
  else if (body !== undefined) implied.push(['Content-Length', String(lengthOf(body))]);
  const named = implied.map(([name, value]): [string, string] => [
    writeName(name, settings.headerNames),
    value,
  ]);
  return {
    method: request.method,
    target: url.pathname.replace(/\/$/, '') + request.target,
    headers: [...named, ...request.headers, ...settings.headers],
    body,
    chunked: request.chunked,
  };
}

/** The bytes up to and including the empty line. */
export function headBytes({ method, target, headers }: WireRequest): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
}

/** The number of bytes in these pieces. */
export const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);

/** The content in one piece; empty when the request has none. */
export const wholeBody = ({ body = [] }: WireRequest): Buffer => Buffer.concat(body);

function encodeBody(
  body: ResolvedBody,
  boundary: string,
): { body?: readonly Uint8Array[]; contentType?: string } {
  if (body.kind === 'none') return {};
  if (body.kind === 'raw') return { body: body.file.pieces, contentType: body.mediaType };
  if (body.kind === 'multipart') {
    return {
      body: breakFraming(encodeParts(body.parts, boundary), boundary, body.recipe.flaw),
      contentType: multipartType(body.recipe, body.mediaType, boundary),
    };
  }
  if (body.kind === 'json') {
    const text = JSON.stringify(Object.fromEntries(body.entries));
    return { body: [Buffer.from(text)], contentType: 'application/json' };
  }
  const text = new URLSearchParams(body.entries).toString();
  return { body: [Buffer.from(text)], contentType: 'application/x-www-form-urlencoded' };
}

/** Bytes of a file to hash; a large one repeats them. */
const hashed = 4096;

/**
 * Derived from the content, so that equal requests are equal bytes. Over 26 characters: some parsers reject shorter
 * ones.
 */
function boundaryOf({ body }: ResolvedRequest): string {
  if (body.kind !== 'multipart') return '';
  const hash = createHash('sha256');
  for (const part of body.parts)
    hash.update('text' in part ? part.text : beginningOf(part.file).subarray(0, hashed)).update('\0');
  const digest = hash.digest('hex');
  return body.recipe.boundary === 'longest'
    ? `----${digest}ab`
    : `------upload-contract-${digest.slice(0, 24)}`;
}

function multipartType(recipe: MultipartRecipe, mediaType: string, boundary: string): string {
  if (recipe.flaw === 'no-boundary-parameter') return mediaType;
  if (recipe.flaw === 'other-boundary-parameter')
    return `${mediaType}; boundary=${boundary.replace(/.$/, 'z')}`;
  if (recipe.boundary === 'before-charset') return `${mediaType}; boundary=${boundary}; charset=utf-8`;
  if (recipe.boundary === 'without-blank') return `${mediaType};boundary=${boundary}`;
  if (recipe.boundary === 'after-charset') return `${mediaType}; charset=utf-8; boundary=${boundary}`;
  return `${mediaType}; boundary=${recipe.boundary === 'quoted' ? `"${boundary}"` : boundary}`;
}

function encodeParts(parts: readonly ResolvedPart[], boundary: string): Uint8Array[] {
  const chunks = parts.flatMap((part) => {
    const start = `--${boundary}\r\n`;
    if ('text' in part) return [Buffer.from(`${start}${textPartHead(part.name)}\r\n${part.text}\r\n`)];
    const head = filePartHead(part.name, part.file);
    return [Buffer.from(`${start}${head}\r\n`), ...part.file.pieces, Buffer.from('\r\n')];
  });
  return [...chunks, Buffer.from(`--${boundary}--\r\n`)];
}

/** Cuts complete multipart content where the flaw says. The HTTP message around it stays whole. */
function breakFraming(
  pieces: readonly Uint8Array[],
  boundary: string,
  flaw: MultipartFlaw | undefined,
): readonly Uint8Array[] {
  return flaw === undefined ? pieces : [broken(Buffer.concat(pieces), boundary, flaw)];
}

function broken(body: Buffer, boundary: string, flaw: MultipartFlaw): Buffer {
  const closing = Buffer.byteLength(`--${boundary}--\r\n`);
  const lastHeaderEnd = body.indexOf('\r\n\r\n', body.lastIndexOf('Content-Disposition'));
  switch (flaw) {
    case 'truncated-in-file':
      return body.subarray(0, lastHeaderEnd + 4 + Math.floor((body.length - closing - lastHeaderEnd) / 2));
    case 'truncated-in-part-header':
      return body.subarray(0, lastHeaderEnd - 10);
    case 'no-closing-delimiter':
      return body.subarray(0, body.length - closing);
    case 'empty-body':
      return Buffer.alloc(0);
    case 'no-delimiter-at-all':
      return Buffer.from('id,amount\r\n1,20.00\r\n');
    default:
      return body;
  }
}
