// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Watch } from '../platform.ts';
import { responseOf } from '../response.ts';

/**
 * Sends a request with XMLHttpRequest, the only way in which browsers tell how far an upload is. It cannot be kept
 * from following redirects: where it did, the file may have gone along, and the response is not taken.
 *
 * @param body goes out instead of the request's own.
 * @param fileSize in bytes: what of the body is the file.
 * @throws whatever event ends it, as `fetch` throws a TypeError, when there is no response.
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
    // What is not the file stands before it, but for the closing delimiter.
    xhr.upload.onprogress = ({ loaded, total }) =>
      watch.loaded(Math.max(0, loaded - total + fileSize), fileSize);
    // What responds from elsewhere is no response to this request. Like a redirect not followed, it gets the status 0.
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
