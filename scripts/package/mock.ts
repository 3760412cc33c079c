import type { MockOptions } from '../../mocks/options.ts';
import { type Mock, startMock as start } from '../../mocks/server.ts';
import { namesOf, refuseUnknown } from './unknown-options.ts';

// What `upload-contract/mock` gives.
export type { JournalEntry } from '../../mocks/admin/journal/entry.ts';
export type { JournalFilter } from '../../mocks/admin/journal/journal.ts';
export type { HandledRequest } from '../../mocks/gate/handled-request.ts';
export type { MockLimits, MockOptions } from '../../mocks/options.ts';
export type { ChaosFault } from '../../mocks/responses/chaos.ts';
export type { NextResponse } from '../../mocks/responses/next-fault.ts';
export type { Mock } from '../../mocks/server.ts';

const names = namesOf<MockOptions>({
  contract: true,
  port: true,
  host: true,
  tokens: true,
  accountIds: true,
  clientIds: true,
  latency: true,
  chaos: true,
  maxFileSize: true,
  dynamic: true,
  seed: true,
  cors: true,
  journal: true,
  allowHosts: true,
  limits: true,
  onRequest: true,
});

/**
 * Starts the mock, on a free port of this machine unless one is named.
 *
 * @throws TypeError that names an option that there is none of.
 * @throws Error with the code EADDRINUSE when the port is taken, ENOTFOUND when the host is unknown; that says what to
 * install, when `dynamic` is asked for without Prism.
 *
 * @example
 * const mock = await startMock({ tokens: ['s3cret'] });
 * // … upload to mock.url …
 * mock.requests({ status: 400 });
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  refuseUnknown('startMock', options, names);
  return start(options);
}
