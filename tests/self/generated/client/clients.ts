import {
  createUploadClient,
  type UploadClient,
  type UploadClientOptions,
} from '../../../../generated/client.ts';
import { freePort } from '../../../../scripts/bench/free-port.ts';

/** What every upload of these tests needs and none of them is about. */
export const token = 'token-4f2a';
export const accountId = 'account-1';

let made = 0;

/** A client id that no other test uses, so that arrivals can be told apart. */
export const freshClientId = () => `client-${process.pid}-${++made}`;

/** A client with a client id of its own, and without retries, where the test does not say otherwise. */
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

/** An address at which nobody listens. */
export const unusedAddress = async (): Promise<string> => `http://localhost:${await freePort()}`;
