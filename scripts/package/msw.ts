import type { BuiltInField } from '../../mocks/control/match.ts';
import {
  uploadHandlers as handlers,
  type UploadHandlerOptions,
  type UploadHandlers,
} from '../../mocks/msw.ts';
import { namesOf, refuseUnknown } from './unknown-options.ts';

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

const names = namesOf<UploadHandlerOptions>({
  contract: true,
  baseUrl: true,
  maxFileSize: true,
  latency: true,
  uploadRate: true,
  tokens: true,
  accountIds: true,
  clientIds: true,
  onRuling: true,
});

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. They keep no content of a file, and are steered and asked as the mock is: `next`, `when`,
 * `requests`, `waitForRequest`, `reset`, and `respond` for `server.use`.
 *
 * @throws TypeError that names an option that there is none of.
 *
 * @example
 * const handlers = uploadHandlers({ tokens: ['my-token'] });
 * const server = setupServer(...handlers);
 * server.use(handlers.respond('twoFiles'));
 */
export function uploadHandlers<Field extends string = BuiltInField>(
  options: UploadHandlerOptions = {},
): UploadHandlers<Field> {
  refuseUnknown('uploadHandlers', options, names);
  return handlers<Field>(options);
}
