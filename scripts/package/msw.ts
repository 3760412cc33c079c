import type { RequestHandler } from 'msw';
import { uploadHandlers as handlers, type UploadHandlerOptions } from '../../mocks/msw.ts';
import { namesOf, refuseUnknown } from './unknown-options.ts';

// What `upload-contract/msw` gives.
export type { UploadHandlerOptions } from '../../mocks/msw.ts';

const names = namesOf<UploadHandlerOptions>({
  contract: true,
  baseUrl: true,
  maxFileSize: true,
  tokens: true,
  accountIds: true,
  clientIds: true,
  onRuling: true,
});

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. They keep no content of a file.
 *
 * @throws TypeError that names an option that there is none of.
 *
 * @example
 * const server = setupServer(...uploadHandlers({ tokens: ['my-token'] }));
 */
export function uploadHandlers(options: UploadHandlerOptions = {}): RequestHandler[] {
  refuseUnknown('uploadHandlers', options, names);
  return handlers(options);
}
