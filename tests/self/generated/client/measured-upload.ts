import { fileFromPath } from '../../../../generated/client.ts';
import { clientFor } from './clients.ts';

/** Uploads a file in a process of its own, and tells the parent the most memory that this took, in bytes. */
const [url = '', smallPath = '', path = ''] = process.argv.slice(2);
const client = clientFor(url);
const peak = () => process.resourceUsage().maxRSS * 1024;

await client.uploadFile({ accountId: 'a', file: await fileFromPath(smallPath) });
const before = peak();
const result = await client.uploadFile({ accountId: 'a', file: await fileFromPath(path) });
process.send?.({ size: result.ok && result.data.size, growth: peak() - before });
