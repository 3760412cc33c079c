import type { BuiltInField } from '../../mocks/control/match.ts';
import {
  uploadHandlers as handlers,
  type UploadHandlerOptions,
  type UploadHandlers,
} from '../../mocks/msw.ts';
import {
  callback,
  checkOptions,
  contractKind,
  latency,
  rate,
  type Shape,
  size,
  text,
  texts,
} from './options.ts';

// What `upload-contract/msw` gives.
export type { JournalEntry } from '../../mocks/admin/journal/entry.ts';
export type { Control, RuleHandle, RuleStart } from '../../mocks/control/control.ts';
export type { JournalFilter } from '../../mocks/control/filter.ts';
export type { BuiltInField, UploadMatch } from '../../mocks/control/match.ts';
export type { Rate } from '../../mocks/control/rate.ts';
export type { Rule } from '../../mocks/control/rule.ts';
export type { UploadHandlerOptions, UploadHandlers } from '../../mocks/msw.ts';
export type { ForcedResponse } from '../../mocks/responses/forced-response.ts';
export type { NextResponse } from '../../mocks/responses/next-fault.ts';

const shape: Shape<UploadHandlerOptions> = {
  contract: contractKind,
  baseUrl: text,
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
 * Node and in browsers. They keep no content of a file, and are steered and asked as the mock is: `next`, `when`,
 * `requests`, `waitForRequest`, `reset`, and `respond` for `server.use`.
 *
 * @throws TypeError that names each option that is wrong.
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
