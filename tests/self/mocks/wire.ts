import { connect, type Socket } from 'node:net';

/** A response as it arrived. Header names are in lower case. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface SendOptions {
  /** How many responses to wait for. Default: 1. */
  responses?: number;
  /** Ends the sending side after the last piece. */
  end?: boolean;
}

/**
 * Sends pieces unchanged, each separately, and reads the responses.
 *
 * Rejects when the connection is closed or reset before they have arrived: a reset is not a response.
 */
export async function send(
  url: string,
  pieces: (string | Buffer)[],
  options: SendOptions = {},
): Promise<WireResponse[]> {
  const { responses: count = 1, end = false } = options;
  const socket = await open(url);
  try {
    const received = receive(socket, count);
    // The caller awaits it later; until then, a rejection must not count as unhandled.
    received.catch(() => undefined);
    for (const piece of pieces) {
      socket.write(piece);
      // The next piece goes into its own packet.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (end) socket.end();
    return await received;
  } finally {
    socket.destroy();
  }
}

/** Sends one request, and returns its response. */
export async function sendOne(url: string, ...pieces: (string | Buffer)[]): Promise<WireResponse> {
  const [response] = await send(url, pieces);
  if (response === undefined) throw new Error('no response');
  return response;
}

export function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

/** Reads this many responses from a connection. */
export function receive(socket: Socket, count: number): Promise<WireResponse[]> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const responses: WireResponse[] = [];
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let next = readResponse(bytes); next !== undefined; next = readResponse(bytes)) {
        responses.push(next.response);
        bytes = bytes.subarray(next.length);
      }
      if (responses.length >= count) resolve(responses);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after ${responses.length} responses: ${bytes}`)));
  });
}

function readResponse(bytes: Buffer): { response: WireResponse; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const length = headEnd + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  const status = Number(statusLine.split(' ')[1]);
  return { response: { status, headers, body: bytes.toString('utf8', headEnd + 4, length) }, length };
}
