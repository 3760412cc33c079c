import { createHash } from 'node:crypto';
import { contract } from '../../../../generated/contract.ts';
import { exportedRequest, isSpelledOut, wireRequest } from '../../../../scripts/generate/exports/request.ts';
import type { RequestRecipe } from '../../../contract/case.ts';
import { bytesOf } from '../../../contract/request/content.ts';
import { wholeBody } from '../../../contract/request/encode.ts';
import { authorizationValue, type ResolvedPart } from '../../../contract/request/resolve.ts';
import { header } from '../../../contract/wire/exchange.ts';
import type { RecordedRequest } from './recorder.ts';

/** What every client's request has in common: everything but the client's own headers and its boundary. */
export interface WireFacts {
  method: string;
  target: string;
  authorization: string | undefined;
  /** Headers that the recipe names. */
  others: string[];
  mediaType: string | undefined;
  content: string[];
}

export interface Credentials {
  clientId: string;
  accountId: string;
  foreignAccountId: string;
  token: string;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

const describePart = (
  name: string,
  fileName: string | undefined,
  mediaType: string,
  bytes: Uint8Array,
): string =>
  fileName === undefined
    ? `${name}=${Buffer.from(bytes)}`
    : `${name}=${fileName};${mediaType};${bytes.length};${digest(bytes)}`;

/** The recipe, filled in. */
export function expectedFacts(recipe: RequestRecipe, credentials: Credentials): WireFacts {
  const request = exportedRequest(recipe, contract);
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => credentials[name as keyof Credentials] ?? whole);
  const own = request.headers.filter(([name]) => name !== contract.credential.header);
  const wire = wireRequest(request);
  const part = (one: ResolvedPart): string =>
    'text' in one
      ? describePart(one.name, undefined, '', Buffer.from(fill(one.text)))
      : describePart(one.name, one.file.fileName, one.file.mediaType ?? '', bytesOf(one.file));
  const isForm = request.body.kind === 'multipart' && !isSpelledOut(recipe);
  return {
    method: request.method,
    target: fill(request.target),
    // The exports choose the value for an unknown token.
    authorization:
      recipe.token === 'unknown'
        ? 'unknown-token'
        : authorizationValue(recipe.token ?? 'valid', credentials.token, contract.credential),
    others: own.map(([name, value]) => `${name}: ${fill(value)}`),
    mediaType: mediaTypeOf(header(wire.headers, 'Content-Type'), isForm),
    content:
      isForm && request.body.kind === 'multipart'
        ? request.body.parts.map(part)
        : [fill(decodeBraces(wholeBody(wire).toString('latin1')))],
  };
}

const decodeBraces = (text: string): string => text.replace(/%7B%7B(\w+)%7D%7D/g, '{{$1}}');

/** Each client chooses its own boundary. */
function mediaTypeOf(value: string | undefined, isForm: boolean): string | undefined {
  return isForm ? value?.split(';')[0] : value;
}

/** The request, as far as the recipe describes it. */
export function sentFacts(
  recipe: RequestRecipe,
  { method, target, rawHeaders, body }: RecordedRequest,
): WireFacts {
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  const contentType = header(pairs, 'Content-Type');
  const isForm = recipe.body.kind === 'multipart' && !isSpelledOut(recipe);
  const named = Object.keys(recipe.headers ?? {});
  return {
    method,
    target,
    authorization: header(pairs, contract.credential.header),
    others: named.map((name) => `${name}: ${header(pairs, name)}`),
    mediaType: mediaTypeOf(contentType, isForm),
    content: isForm ? readForm(body, contentType ?? '') : [body.toString('latin1')],
  };
}

/** Reads a well-formed body, as clients write it. */
function readForm(body: Buffer, contentType: string): string[] {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? '';
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [start = '', ...rest] = part.split('\r\n\r\n');
    const head = Buffer.from(start, 'latin1').toString();
    const bytes = Buffer.from(rest.join('\r\n\r\n').slice(0, -2), 'latin1');
    const name = /[; ]name="([^"]*)"/.exec(head)?.[1] ?? '';
    const fileName = /filename="([^"]*)"/.exec(head)?.[1];
    const mediaType = /Content-Type: *(\S+)/i.exec(head)?.[1] ?? '';
    return describePart(name, fileName, mediaType, bytes);
  });
}
