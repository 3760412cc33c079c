import type { Watch } from './body.ts';

/**
 * Sends a request with XMLHttpRequest, the only way in which browsers tell how far an upload is.
 *
 * @param body goes out instead of the request's own.
 * @throws TypeError as `fetch` does, when there is no answer.
 */
export function sendWithXhr(request: Request, body: Blob, watch: Watch): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.responseType = 'arraybuffer';
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => watch.loaded(loaded);
    xhr.upload.onload = () => watch.complete();
    xhr.onload = () => resolve(toResponse(xhr));
    xhr.onerror = () => reject(new TypeError('The request failed.'));
    request.signal.addEventListener('abort', () => xhr.abort());
    xhr.send(body);
  });
}

function toResponse(xhr: XMLHttpRequest): Response {
  const lines = xhr.getAllResponseHeaders().trim().split('\r\n').filter(Boolean);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const { status, statusText, response } = xhr;
  // These have no body, and the constructor insists on it (Fetch, "null body status").
  const body = [204, 205, 304].includes(status) ? null : response;
  return new Response(body, { status, statusText, headers });
}
