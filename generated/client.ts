// Written by `npm run generate` from spec/. Do not edit.

import createClient from 'openapi-fetch';
import type { UploadConnection, UploadControls, WithUndefined } from './client/options.ts';
import type { Result } from './client/result.ts';
import type { UploadSource } from './client/source.ts';
import { upload } from './client/upload.ts';
import { checkAddress } from './client/address.ts';
import type { operations, paths } from './schema.d.ts';

export { UploadError, type UploadErrorName } from './client/errors.ts';
export { fileFromPath } from '#platform';
export type { UploadProgress } from './client/options.ts';
export type { RetryOptions } from './client/retry.ts';
export type { UploadSource } from './client/source.ts';
export type { TokenSource } from './client/token.ts';

type PathParameters = operations['uploadFile']['parameters']['path'];
type UploadBody = operations['uploadFile']['requestBody']['content']['multipart/form-data'];
type TextFields = Pick<UploadBody, 'accountId' | 'documentType'>;

/** Where and how to upload. */
export interface UploadClientOptions extends UploadConnection, PathParameters {
  /** Scheme, host and optional path prefix of the deployment. */
  baseUrl: string;
}

/** One file and its fields. */
export interface UploadParameters extends UploadControls, WithUndefined<TextFields> {
  /** The file. An upload has exactly one. */
  file: UploadSource;
}

/** The documented responses, told apart by `status`. */
export type UploadResult = Result<operations['uploadFile']['responses']>;

/** The result of {@link createUploadClient}. */
export interface UploadClient {
  /**
   * Uploads one file (POST /files/v1/{clientId}/upload_files).
   *
   * @returns every response that the contract documents, including rejections.
   * @throws UploadError when there is no such response: connection, time-out, abort, undocumented status, no JSON.
   * @throws TypeError when an argument cannot be sent.
   */
  uploadFile(parameters: UploadParameters): Promise<UploadResult>;
}

const facts = {
  authorization: ['Authorization', ''] as const,
  fileField: 'file',
  statuses: [200, 400, 401, 403, 405, 413, 415],
  typeMember: 'documentType',
  recognisedTypes: ['Invoice', 'CSV', 'Document'],
};

/**
 * Makes a client for one deployment. Neither logging nor inspecting it shows the token.
 *
 * @throws TypeError when `baseUrl` or `clientId` do not form an address.
 */
export function createUploadClient(options: UploadClientOptions): UploadClient {
  const { baseUrl, clientId, ...connection } = options;
  const client = createClient<paths>({ baseUrl: checkAddress(baseUrl, clientId, 'clientId') });
  return {
    async uploadFile(parameters) {
      const { accountId: text1, documentType: text2, file: source, ...controls } = parameters;
      const fields = [['accountId', text1], ['documentType', text2]] as const;
      const result = await upload(
        (init) =>
          client.POST('/files/v1/{clientId}/upload_files', {
            ...init,
            params: { path: { clientId: clientId } },
            // Type and content of the body come from the serializer in `init`.
            body: {} as UploadBody,
          }),
        facts,
        connection,
        { fields, source },
        controls,
      );
      // The status was checked, and the spec determines the body of each.
      return result as UploadResult;
    },
  };
}
