import type { AcceptedUpload } from '../../tests/contract/run/uploads.ts';
import { type Deployment, environmentNames } from '../../tests/contract/settings.ts';

/** Characters: systems do not start a process with much longer variables. */
const longestValue = 32_000;

/**
 * The variables of a cleanup command: UPLOAD_CASE, those of `verify` for the deployment, including the token, and the
 * members of the response body (`fileId` as UPLOAD_FILE_ID). Leaves out members that are objects, lists or null. No member
 * replaces the tester's own variables, so a deployment cannot redirect the token. Pure.
 */
export function cleanupVariables(
  { case: id, body }: AcceptedUpload,
  { baseUrl, clientId, accountId, token }: Deployment,
): Record<string, string> {
  const own: Record<string, string> = {
    UPLOAD_CASE: id,
    [environmentNames.baseUrl]: baseUrl,
    [environmentNames.clientId]: clientId,
    ...(accountId === undefined ? {} : { [environmentNames.accountId]: accountId }),
    ...(token === undefined ? {} : { [environmentNames.token]: token }),
  };
  const taken = new Set<string>([...Object.keys(own), ...Object.values(environmentNames)]);
  const members = membersOf(body).filter(([name, value]) => {
    const isFree = !taken.has(name);
    taken.add(name);
    return isFree && value.length <= longestValue && !value.includes('\0');
  });
  return { ...Object.fromEntries(members), ...own };
}

function membersOf(body: Buffer): [name: string, value: string][] {
  let content: unknown;
  try {
    content = JSON.parse(body.toString());
  } catch {
    return [];
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return [];
  return Object.entries(content).flatMap(([name, value]): [string, string][] => {
    const word = wordOf(name);
    return word !== '' && ['string', 'number', 'boolean'].includes(typeof value)
      ? [[`UPLOAD_${word}`, String(value)]]
      : [];
  });
}

/** `fileId` and `file-id` become FILE_ID. */
const wordOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
