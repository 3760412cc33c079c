import {
  createUploadClient,
  type UploadClient,
  type UploadClientOptions,
} from '../../../../generated/client.ts';
import { freePort } from '../../../../scripts/bench/free-port.ts';

/** Values that every upload of these tests needs and none of them is about. */
export const token = 'token-4f2a';
export const accountId = 'account-1';

let made = 0;

/** A client id that no other test uses, so that its uploads can be found. */
export const freshClientId = () => `client-${process.pid}-${++made}`;

/** A client with its own client id, and without retries unless the test says otherwise. */
export function clientFor(baseUrl: string, options: Partial<UploadClientOptions> = {}): UploadClient {
  return createUploadClient({ baseUrl, clientId: freshClientId(), token, retry: 0, ...options });
}

export const bytes = (size: number) => new Uint8Array(size).fill(0x61);

/** The UploadError that an upload fails with. */
export async function failureOf(upload: Promise<unknown>) {
  const outcome = await upload.then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
  if ('value' in outcome) throw new Error(`The upload did not fail: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}

/** An address without a server. */
export const unusedAddress = async (): Promise<string> => `http://localhost:${await freePort()}`;
