// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Watch } from '../platform.ts';
import { responseOf } from '../response.ts';

/**
 * Sends a request with XMLHttpRequest, the only API in browsers that reports upload progress. It always follows
 * redirects: after one, the file may have been sent on, and the response is discarded.
 *
 * @param body replaces the request's own.
 * @param fileSize bytes of the file within the body.
 * @throws TypeError like `fetch`, for any event that ends it without a response.
 */
export function sendWithXhr(
  request: Request,
  body: FormData,
  fileSize: number,
  watch: Watch,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.responseType = 'arraybuffer';
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    // Everything but the file comes before it, except the closing delimiter.
    xhr.upload.onprogress = ({ loaded, total }) =>
      watch.loaded(Math.max(0, loaded - total + fileSize), fileSize);
    // A response from another address does not belong to this request. Like a redirect that is not followed, it gets the
    // status 0.
    xhr.onload = () => resolve(xhr.responseURL === request.url ? toResponse(xhr) : Response.error());
    xhr.onerror = reject;
    request.signal.addEventListener('abort', () => xhr.abort());
    xhr.send(body);
  });
}

function toResponse(xhr: XMLHttpRequest): Response {
  const response = responseOf(xhr.response, xhr);
  const lines = xhr.getAllResponseHeaders().matchAll(/^(.+?): (.*)$/gm);
  for (const [, name, value] of lines as Iterable<[string, string, string]>) {
    response.headers.set(name, value);
  }
  return response;
}
