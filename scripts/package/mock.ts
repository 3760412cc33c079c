import type { BuiltInField } from '../../mocks/control/match.ts';
import type { MockLimits, MockOptions } from '../../mocks/options.ts';
import { type Mock, startMock as start } from '../../mocks/server.ts';
import { namesOf, refuseUnknown } from './unknown-options.ts';

// What `upload-contract/mock` gives.
export type { JournalEntry } from '../../mocks/admin/journal/entry.ts';
export type { Control, RuleHandle, RuleStart } from '../../mocks/control/control.ts';
export type { JournalFilter } from '../../mocks/control/filter.ts';
export type { BuiltInField, UploadMatch } from '../../mocks/control/match.ts';
export type { Rate } from '../../mocks/control/rate.ts';
export type { Rule } from '../../mocks/control/rule.ts';
export type { HandledRequest } from '../../mocks/gate/handled-request.ts';
export type { MockLimits, MockOptions } from '../../mocks/options.ts';
export type { ChaosFault } from '../../mocks/responses/chaos.ts';
export type { ForcedResponse } from '../../mocks/responses/forced-response.ts';
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
  uploadRate: true,
  responseRate: true,
  chaos: true,
  maxFileSize: true,
  dynamic: true,
  seed: true,
  digest: true,
  cors: true,
  journal: true,
  allowHosts: true,
  limits: true,
  onRequest: true,
});

const limitNames = namesOf<MockLimits>({
  parts: true,
  partHeaderSize: true,
  fieldSize: true,
  headerSize: true,
  requestTime: true,
  idleTime: true,
  drain: true,
  linger: true,
});

/**
 * Starts the mock, on a free port of this machine unless one is named.
 *
 * @throws TypeError that names an option that there is none of, or a rate that makes no sense.
 * @throws Error with the code EADDRINUSE when the port is taken, ENOTFOUND when the host is unknown; that says what to
 * install, when `dynamic` is asked for without Prism.
 *
 * @example
 * const mock = await startMock({ tokens: ['s3cret'] });
 * // … upload to mock.url …
 * mock.requests({ status: 400 });
 * await mock.close();
 */
export async function startMock<Field extends string = BuiltInField>(
  options: MockOptions = {},
): Promise<Mock<Field>> {
  refuseUnknown('startMock', options, names);
  const { limits = {}, chaos = [] } = options;
  refuseUnknown('limits', limits, limitNames);
  for (const bounds of [limits.drain, limits.linger])
    if (bounds !== undefined) refuseUnknown('drain and linger', bounds, ['bytes', 'milliseconds']);
  for (const fault of chaos) refuseUnknown('chaos', fault, ['kind', 'share']);
  return start<Field>(options);
}
