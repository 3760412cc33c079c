import { Readable } from 'node:stream';
import { createUploadClient, fileFromPath, type UploadSource } from '../../../../generated/client.ts';

/**
 * Uploads in every way that differs between versions of Node, and reports each outcome to the parent. Arguments: the
 * address of a mock that accepts files up to 1 MB, that of a scripted server, and one without a server.
 */
const [mock = '', scripted = '', unused = ''] = process.argv.slice(2);

const bytes = (size: number) => new Uint8Array(size).fill(0x61);

async function outcomeOf(
  baseUrl: string,
  file: UploadSource,
  options: { timeout?: number; retry?: number } = {},
) {
  const client = createUploadClient({
    baseUrl,
    clientId: `node-${process.version}`,
    token: 'token',
    retry: 0,
    ...options,
  });
  try {
    const result = await client.uploadFile({ accountId: 'a', file });
    return result.ok ? result.data.size : result.status;
  } catch (error) {
    return (error as Error).name;
  }
}

process.send?.({
  version: process.version,
  outcomes: {
    'small bytes': await outcomeOf(mock, bytes(10)),
    'larger bytes': await outcomeOf(mock, bytes(900_000)),
    'a file on disk': await outcomeOf(mock, await fileFromPath(import.meta.filename)),
    'a web stream': await outcomeOf(mock, new Blob([bytes(300_000)]).stream()),
    'a Readable': await outcomeOf(mock, Readable.from([bytes(300_000), bytes(300_000)])),
    'too large': await outcomeOf(mock, bytes(20_000_000)),
    'refused early': await outcomeOf(`${scripted}/refuse-and-close`, bytes(20_000_000)),
    'refused early, drained': await outcomeOf(`${scripted}/refuse-and-drain`, bytes(20_000_000)),
    'busy at first': await outcomeOf(`${scripted}/busy-once`, bytes(100_000), { retry: 1 }),
    'a reset': await outcomeOf(`${scripted}/reset`, bytes(5_000_000)),
    'a reset at the end': await outcomeOf(`${scripted}/reset-when-read`, bytes(100_000)),
    'half a response': await outcomeOf(`${scripted}/accept-half`, bytes(100_000)),
    'a redirect': await outcomeOf(`${scripted}/redirect`, bytes(100_000)),
    'a slow server': await outcomeOf(`${scripted}/silent`, bytes(100_000), { timeout: 200 }),
    'a server that does not read': await outcomeOf(`${scripted}/unread`, bytes(20_000_000), { timeout: 300 }),
    'no server': await outcomeOf(unused, bytes(3)),
  },
});
