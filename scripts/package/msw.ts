import type { BuiltInField } from '../../mocks/control/match.ts';
import { baseUrlPattern, baseUrlUsage } from '../../mocks/msw/base-url.ts';
import {
  uploadHandlers as handlers,
  type UploadHandlerOptions,
  type UploadHandlers,
} from '../../mocks/msw.ts';
import { callback, checkOptions, contractKind, latency, rate, type Shape, size, texts } from './options.ts';

export type { UploadHandlerOptions, UploadHandlers } from '../../mocks/msw.ts';
// What `upload-contract/msw` exports.
export type * from './control.ts';

const shape: Shape<UploadHandlerOptions> = {
  contract: contractKind,
  baseUrl: (value, name) => (baseUrlPattern(value) === undefined ? [`${name}: ${baseUrlUsage}.`] : []),
  maxFileSize: size,
  latency,
  uploadRate: rate,
  tokens: texts,
  accountIds: texts,
  clientIds: texts,
  onRuling: callback,
};

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. They keep no content of a file, and are controlled and queried like the mock: `next`, `when`,
 * `requests`, `waitForRequest`, `reset`, and `respond` for `server.use`.
 *
 * @throws TypeError that names each invalid option.
 *
 * @example
 * const handlers = uploadHandlers({ tokens: ['my-token'] });
 * const server = setupServer(...handlers);
 * server.use(handlers.respond('twoFiles'));
 */
export function uploadHandlers<Field extends string = BuiltInField>(
  options: UploadHandlerOptions = {},
): UploadHandlers<Field> {
  checkOptions('uploadHandlers', options, shape);
  return handlers<Field>(options);
}
