import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { examine } from '../../../mutants/examine.ts';

/** Deployments without a readable response. */
async function examineServer(bytes: string) {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.resume().end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { verdict, requirements, notes } = await examine(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  server.close();
  const told = requirements.filter((requirement) => ['fail', 'warn', 'pass'].includes(requirement.verdict));
  return { verdict, notes: notes.join('\n'), told: told.map(({ id, verdict }) => `${id} ${verdict}`) };
}

test.each([
  ['a chunk without a size', 'Transfer-Encoding: chunked\r\n\r\nXX\r\n{}\r\n0\r\n\r\n', /a chunk size/],
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}', /more than one Content-Length/],
  ['gzip that is none', 'Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}', /its content is not gzip/],
])('%s in every success breaks R1 and R20', async (_, rest, reason) => {
  const { verdict, told, notes } = await examineServer(`HTTP/1.1 200 OK\r\n${rest}`);
  expect({ verdict, told }).toEqual({ verdict: 'violates', told: ['R1 fail', 'R20 warn'] });
  expect(notes).toMatch(reason);
});

test('another protocol is not a deployment', async () => {
  const { verdict, told, notes } = await examineServer('SSH-2.0-OpenSSH_9.2\r\n');
  expect({ verdict, told }).toEqual({ verdict: 'inconclusive', told: [] });
  expect(notes).toMatch(/the response is not HTTP. Check scheme, host and port in --base-url/);
});
