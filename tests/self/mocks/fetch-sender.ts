import { wholeBody } from '../../contract/request/encode.ts';
import type { Send } from '../../contract/wire/send.ts';

/** Headers that a client of fetch cannot set, or that are set for it (Fetch standard, forbidden request-headers). */
const settled = /^(host|connection|content-length|transfer-encoding|expect|te|trailer|upgrade|keep-alive)$/i;

/** Sends requests with fetch, which Mock Service Worker intercepts. */
export function createFetchSender(baseUrl: string): Send {
  return async (request) => {
    const startedAt = Date.now();
    const begun = performance.now();
    const headers = request.headers.filter(([name]) => !settled.test(name));
    const result = await fetch(new URL(baseUrl).origin + request.target, {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(request.body !== undefined && { body: new Uint8Array(wholeBody(request)) }),
    }).then(
      async (response) => ({
        response: {
          status: response.status,
          reason: response.statusText,
          headers: [...response.headers] as [string, string][],
          body: Buffer.from(await response.arrayBuffer()),
          cut: false,
        },
        error: null,
      }),
      (error: Error) => ({ response: null, error: { kind: 'reset' as const, message: String(error.cause) } }),
    );
    return { request, ...result, early: false, startedAt, durationMs: performance.now() - begun };
  };
}
