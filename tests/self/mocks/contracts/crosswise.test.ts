import { setupServer } from 'msw/node';
import { describe, expect, test } from 'vitest';
import { uploadHandlers } from '../../../../mocks/msw.ts';
import { startMock } from '../../../../mocks/server.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { type Shape, shapes } from '../../spec/shapes.ts';
import { handle, sendTo, token } from './send.ts';

/** Two contracts in one process: each rejects what the other accepts. */

/** How the first of a pair rules on an upload to the second, when their paths are the same. */
const pairs: [Shape, Shape, outcome: string | undefined][] = [
  ['builtIn', 'everything', undefined],
  ['everything', 'builtIn', undefined],
  ['builtIn', 'bearer', 'invalidToken'],
  ['bearer', 'builtIn', 'invalidToken'],
  ['builtIn', 'otherHeader', 'missingToken'],
  ['otherHeader', 'builtIn', 'missingToken'],
  ['builtIn', 'withoutAccount', 'missingAccountId'],
  ['builtIn', 'withoutSecurity', 'missingToken'],
  ['moreFields', 'builtIn', 'missingField'],
  ['closedType', 'builtIn', 'unknownType'],
  ['requiredType', 'withoutType', 'missingField'],
];

const statusOf = (contract: Contract, outcome: string | undefined): number =>
  outcome === undefined ? 404 : contract.refusals[outcome as keyof Contract['refusals']];

describe.each(pairs)('%s beside %s', (one, other, outcome) => {
  const [first, second] = [shapes[one], shapes[other]];

  test('as mocks', async () => {
    await using mock = await startMock({ contract: first, tokens: [token] });
    await using beside = await startMock({ contract: second, tokens: [token] });
    expect((await sendTo(mock, first)).status).toBe(first.success.status);
    expect((await sendTo(beside, second)).status).toBe(second.success.status);
    expect((await sendTo(mock, second)).status).toBe(statusOf(first, outcome));
    expect(mock.requests().at(-1)?.ruling?.outcome).toBe(outcome);
    expect(beside.requests()).toHaveLength(1);
    expect((await sendTo(mock, first)).status).toBe(first.success.status);
  });

  test('as handlers for Mock Service Worker', async () => {
    const handlers = uploadHandlers({ contract: first, tokens: [token] });
    const beside = uploadHandlers({ contract: second, tokens: [token] });
    expect((await handle(handlers, first))?.status).toBe(first.success.status);
    expect((await handle(beside, second))?.status).toBe(second.success.status);
    const crossed = await handle(handlers, second);
    expect(crossed?.status).toBe(outcome === undefined ? undefined : statusOf(first, outcome));
  });
});

test('two sets of handlers share a server, each below its address', async () => {
  const [one, other] = ['https://one.example', 'https://other.example'];
  const server = setupServer(
    ...uploadHandlers({ contract: shapes.builtIn, baseUrl: one }),
    ...uploadHandlers({ contract: shapes.bearer, baseUrl: other }),
  );
  server.listen();
  try {
    const at = (url: string) => ({ url }) as Parameters<typeof sendTo>[0];
    expect((await sendTo(at(one), shapes.builtIn)).status).toBe(200);
    expect((await sendTo(at(other), shapes.bearer)).status).toBe(200);
    expect((await sendTo(at(one), shapes.bearer)).status).toBe(401);
    expect((await sendTo(at(other), shapes.builtIn)).status).toBe(401);
  } finally {
    server.close();
  }
});
