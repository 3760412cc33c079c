import type { RequestHandler } from 'msw';
import { uploadHandlers as handlers, type UploadHandlerOptions } from '../../mocks/msw.ts';
import { callback, checkOptions, contractKind, type Shape, size, text, texts } from './options.ts';

// What `upload-contract/msw` gives.
export type { UploadHandlerOptions } from '../../mocks/msw.ts';

const shape: Shape<UploadHandlerOptions> = {
  contract: contractKind,
  baseUrl: text,
  maxFileSize: size,
  tokens: texts,
  accountIds: texts,
  clientIds: texts,
  onRuling: callback,
};

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. They keep no content of a file.
 *
 * @throws TypeError that names each option that is wrong.
 *
 * @example
 * const server = setupServer(...uploadHandlers({ tokens: ['my-token'] }));
 */
export function uploadHandlers(options: UploadHandlerOptions = {}): RequestHandler[] {
  checkOptions('uploadHandlers', options, shape);
  return handlers(options);
}
