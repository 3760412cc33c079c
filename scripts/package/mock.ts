import type { BuiltInField } from '../../mocks/control/match.ts';
import type { MockLimits, MockOptions } from '../../mocks/options.ts';
import type { ChaosFault } from '../../mocks/responses/chaos.ts';
import { type Mock, startMock as start } from '../../mocks/server.ts';
import {
  basePath,
  callback,
  checkOptions,
  contractKind,
  docsUrlKind,
  flag,
  type Kind,
  latency,
  listOf,
  number,
  optionsOf,
  rate,
  type Shape,
  size,
  text,
  texts,
  time,
} from './options.ts';

export type { HandledRequest } from '../../mocks/gate/handled-request.ts';
export type { MockLimits, MockOptions } from '../../mocks/options.ts';
export type { ChaosFault } from '../../mocks/responses/chaos.ts';
export type { Mock } from '../../mocks/server.ts';
// What `upload-contract/mock` exports.
export type * from './control.ts';

const faultKind: Kind = (value, name) =>
  value === 'reset' || value === 'hang'
    ? []
    : typeof value === 'object'
      ? optionsOf<{ status: number }>({ status: number(400, 599) })(value, name)
      : [`${name} must be 'reset', 'hang' or { status }.`];

const reading = optionsOf<MockLimits['drain']>({ bytes: size, milliseconds: time(0) });

const shape: Shape<MockOptions> = {
  contract: contractKind,
  port: number(0, 65_535),
  host: text,
  basePath,
  tokens: texts,
  accountIds: texts,
  clientIds: texts,
  latency,
  uploadRate: rate,
  responseRate: rate,
  digest: flag,
  chaos: listOf(optionsOf<ChaosFault>({ kind: faultKind, share: number(0, 1, false) })),
  maxFileSize: size,
  dynamic: flag,
  seed: text,
  cors: flag,
  journal: flag,
  allowHosts: texts,
  docsUrl: docsUrlKind(true),
  limits: optionsOf<MockLimits>({
    parts: size,
    partHeaderSize: size,
    fieldSize: size,
    headerSize: number(1),
    requestTime: time(0),
    idleTime: time(0),
    drain: reading,
    linger: reading,
  }),
  onRequest: callback,
};

/**
 * Starts the mock, on a free port of this machine unless one is named.
 *
 * @throws TypeError that names each invalid option.
 * @throws Error with the code EADDRINUSE when the port is taken, or ENOTFOUND when the host is unknown.
 * @throws Error that says what to install, when `dynamic` is set without Prism.
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
  checkOptions('startMock', options, shape);
  return start<Field>(options);
}
