import type { Contract } from '../../../spec/contract.ts';
import type { RequestRecipe } from '../../../tests/contract/case.ts';
import type { FileContent } from '../../../tests/contract/request/content.ts';
import { wholeBody } from '../../../tests/contract/request/encode.ts';
import type { ResolvedPart, ResolvedRequest } from '../../../tests/contract/request/resolve.ts';
import { header } from '../../../tests/contract/wire/exchange.ts';
import type { FileStore } from '../exports/files.ts';
import { exportedRequest, isSpelledOut, wireRequest } from '../exports/request.ts';
import { describeStep, type NamedStep } from '../exports/words.ts';
import type { Body, FormParameter, Item, Url } from './format.ts';

/** The folder of the uploaded files, inside Postman's working directory. */
export const filesFolder = 'files';

/** One exchange as a Postman request. The name begins with the key of its expectation. */
export function renderItem(step: NamedStep, store: FileStore, contract: Contract): Item {
  const { contractCase, key, recipe } = step;
  const request = exportedRequest(recipe, contract);
  const body = renderBody(recipe, request, store);
  return {
    name: `${key}: ${contractCase.title}`,
    request: {
      method: request.method,
      header: [...request.headers, ...contentType(recipe, request)].map(([key, value]) => ({ key, value })),
      url: renderUrl(request.target),
      description: describeStep(step, contract),
      ...(body === undefined ? {} : { body }),
    },
    response: [],
  };
}

function renderUrl(target: string): Url {
  const [path = '', query] = target.split('?');
  const pairs = query?.split('&').map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return { key, value };
  });
  return {
    raw: `{{baseUrl}}${target}`,
    host: ['{{baseUrl}}'],
    path: path.split('/').slice(1),
    ...(pairs === undefined ? {} : { query: pairs }),
  };
}

/**
 * Postman writes plain forms itself; any other body is sent as text. A body from a file is a stream, and Newman
 * never ends if the response arrives before the end of the stream.
 */
function renderBody(recipe: RequestRecipe, request: ResolvedRequest, store: FileStore): Body | undefined {
  const { body } = request;
  const source = (file: FileContent): string => `${filesFolder}/${store.keep(file)}`;
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'raw':
    case 'json':
      return { mode: 'raw', raw: wireText(request) };
    case 'urlencoded':
      return {
        mode: 'urlencoded',
        urlencoded: body.entries.map(([key, value]) => ({ key, value, type: 'text' })),
      };
    case 'multipart':
      return isSpelledOut(recipe)
        ? { mode: 'raw', raw: wireText(request) }
        : { mode: 'formdata', formdata: body.parts.map((part) => formParameter(part, source)) };
  }
}

const wireText = (request: ResolvedRequest): string => wholeBody(wireRequest(request)).toString();

function formParameter(part: ResolvedPart, source: (file: FileContent) => string): FormParameter {
  if ('text' in part) return { key: part.name, type: 'text', value: part.text };
  return { key: part.name, type: 'file', src: source(part.file), contentType: part.file.mediaType ?? '' };
}

/** The media type, if it is not the one that Postman writes by itself. */
function contentType(recipe: RequestRecipe, request: ResolvedRequest): [name: string, value: string][] {
  const { body } = recipe;
  const usual =
    body.kind === 'urlencoded' ||
    (body.kind === 'multipart' && !isSpelledOut(recipe) && (body.boundary ?? 'plain') === 'plain');
  const mediaType = usual ? undefined : header(wireRequest(request).headers, 'Content-Type');
  return mediaType === undefined ? [] : [['Content-Type', mediaType]];
}
