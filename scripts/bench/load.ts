import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { contract } from '../../generated/contract.ts';

/** Sends prepared bytes over raw sockets, so that the client costs as little as possible. */

const boundary = '----bench-7MA4YWxkTrZu0gW';
const { fields } = contract;

const formStart = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="${fields.account}"\r\n\r\naccount-1\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="${fields.content}"; filename="a.bin"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n',
);
const formEnd = Buffer.from(`\r\n--${boundary}--\r\n`);

function head(size: number): Buffer {
  const path = contract.path.replace(`{${contract.clientIdParameter}}`, 'bench');
  return Buffer.from(
    `${contract.method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${contract.credential.header}: token\r\n` +
      `Content-Type: ${contract.mediaType}; boundary=${boundary}\r\n` +
      `Content-Length: ${formStart.length + size + formEnd.length}\r\n\r\n`,
  );
}

/** A complete upload of 1 KiB. */
export const smallUpload = Buffer.concat([head(1024), formStart, Buffer.alloc(1024, 'x'), formEnd]);

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Resolves with the status of the next complete response. */
function nextResponse(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let received = '';
    const onData = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end === -1 || received.length < end + 4 + lengthOf(received)) return;
      socket.off('data', onData).off('error', reject).off('close', onClose);
      resolve(Number(received.slice(9, 12)));
    };
    const onClose = (): void => reject(new Error('closed without a response'));
    socket.on('data', onData).on('error', reject).on('close', onClose);
  });
}

const lengthOf = (response: string): number => Number(/content-length: *(\d+)/i.exec(response)?.[1] ?? 0);

/** Sends one request on its own connection, and returns the status. */
export async function uploadOnce(port: number, request: Buffer): Promise<number> {
  const socket = await open(port);
  socket.write(request);
  return nextResponse(socket).finally(() => socket.destroy());
}

/** Sends small uploads over keep-alive connections, one after the other on each. @returns uploads per second. */
export async function rateOf(port: number, connections: number, milliseconds: number): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const start = performance.now();
  const end = start + milliseconds;
  const counts = await awake(() => Promise.all(sockets.map((socket) => repeat(socket, end))));
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** Keeps this process's core from sleeping: on one connection, waking up would dominate the result. */
async function awake<T>(work: () => Promise<T>): Promise<T> {
  let spinning: NodeJS.Immediate;
  const spin = (): void => {
    spinning = setImmediate(spin);
  };
  spin();
  return work().finally(() => clearImmediate(spinning));
}

async function repeat(socket: Socket, end: number): Promise<number> {
  let count = 0;
  while (performance.now() < end) {
    socket.write(smallUpload);
    const status = await nextResponse(socket);
    if (status !== 200) throw new Error(`a small upload got status ${status}`);
    count += 1;
  }
  return count;
}

/** Uploads a file of zeros. @returns the status, and MiB per second. */
export async function uploadLarge(port: number, size: number): Promise<{ status: number; rate: number }> {
  const socket = await open(port);
  const start = performance.now();
  const response = nextResponse(socket);
  response.catch(() => undefined);
  socket.write(head(size));
  socket.write(formStart);
  const piece = Buffer.alloc(1024 ** 2);
  for (let sent = 0; sent < size && !socket.destroyed; sent += piece.length) {
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), response]);
    if (socket.bytesRead > 0) break;
  }
  socket.write(formEnd);
  const status = await response;
  socket.destroy();
  return { status, rate: size / 1024 ** 2 / ((performance.now() - start) / 1000) };
}

/** Uploads many files concurrently, each in pieces with pauses. @returns how many were accepted. */
export async function uploadSlowly(
  port: number,
  count: number,
  pieces: number,
  pause: number,
): Promise<number> {
  const statuses = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await open(port);
      const piece = Buffer.alloc(64 * 1024);
      socket.write(head(piece.length * pieces));
      socket.write(formStart);
      for (let sent = 0; sent < pieces; sent += 1) {
        socket.write(piece);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      socket.write(formEnd);
      return nextResponse(socket).finally(() => socket.destroy());
    }),
  );
  return statuses.filter((status) => status === 200).length;
}
