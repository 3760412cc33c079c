import { fileFromPath } from '../../../../generated/client.ts';
import { clientFor } from './clients.ts';

/** Uploads a file in its own process, and reports the peak memory of the upload to the parent, in bytes. */
const [url = '', smallPath = '', path = ''] = process.argv.slice(2);
const client = clientFor(url);
const peak = () => process.resourceUsage().maxRSS * 1024;

await client.uploadFile({ accountId: 'a', file: await fileFromPath(smallPath) });
const before = peak();
const result = await client.uploadFile({ accountId: 'a', file: await fileFromPath(path) });
process.send?.({ size: result.ok && result.data.size, growth: peak() - before });
