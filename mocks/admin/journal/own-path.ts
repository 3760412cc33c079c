import type { IncomingMessage } from 'node:http';
import { pathOf } from '../../gate/read-head.ts';

/** The journal is served below this path. */
export const namespace = '/__mock';

/** The part of a request's path below the journal's; undefined when the request is for the contract. */
export type ReadOwnPath = (request: IncomingMessage) => string | undefined;

/**
 * The journal is served below the base path, which the mock's address includes, and at the root, where probes look for
 * it.
 */
export function ownPathReader(basePath: string): ReadOwnPath {
  const prefixes = [...new Set([namespace, basePath + namespace])];
  return (request) => {
    const prefix = prefixes.find((each) => request.url?.startsWith(each));
    if (prefix === undefined) return undefined;
    const path = pathOf(request).slice(prefix.length);
    return path === '' || path.startsWith('/') ? path : undefined;
  };
}
