import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expectTypeOf, it } from 'vitest';
import {
  createUploadClient,
  type UploadClient,
  type UploadError,
  type UploadErrorName,
  type UploadParameters,
  type UploadResult,
} from '../../../../generated/client.ts';
import type { contract, RecognisedDocumentType } from '../../../../generated/contract.ts';

declare const client: UploadClient;
declare const result: UploadResult;
declare const file: File;
const accountId = 'a';

describe('the file', () => {
  it('accepts every kind of source', () => {
    expectTypeOf(file).toExtend<UploadParameters['file']>();
    expectTypeOf(new Blob()).toExtend<UploadParameters['file']>();
    expectTypeOf(new Uint8Array()).toExtend<UploadParameters['file']>();
    expectTypeOf(Buffer.from('')).toExtend<UploadParameters['file']>();
    expectTypeOf(new Blob().stream()).toExtend<UploadParameters['file']>();
    expectTypeOf(Readable.from([])).toExtend<UploadParameters['file']>();
    expectTypeOf<Awaited<ReturnType<FileHandle['readableWebStream']>>>().toExtend<UploadParameters['file']>();
    expectTypeOf(createReadStream('')).toExtend<UploadParameters['file']>();
  });

  it('cannot be two', () => {
    // @ts-expect-error an array is no file
    client.uploadFile({ accountId, file: [file, file] });
    // @ts-expect-error a list of files is no file
    client.uploadFile({ accountId, file: {} as FileList });
    // @ts-expect-error there is no member for another
    client.uploadFile({ accountId, file, file2: file });
    // @ts-expect-error nor for several
    client.uploadFile({ accountId, file, files: [file] });
    // @ts-expect-error a form could hold two
    client.uploadFile({ accountId, file: new FormData() });
  });

  it('cannot be a path, and is required', () => {
    // @ts-expect-error fileFromPath makes a file of it
    client.uploadFile({ accountId, file: './file.csv' });
    // @ts-expect-error it is required
    client.uploadFile({ accountId });
    // @ts-expect-error and so is the account
    client.uploadFile({ file });
  });
});

describe('the document type', () => {
  // Not NonNullable, which merges the literals into string.
  type DocumentType = Exclude<UploadParameters['documentType'], undefined>;

  it('takes any string', () => {
    expectTypeOf<string>().toExtend<DocumentType>();
    // @ts-expect-error but nothing else
    client.uploadFile({ accountId, file, documentType: 1 });
  });

  it('distinguishes the recognised values from other strings', () => {
    expectTypeOf<Extract<DocumentType, RecognisedDocumentType>>().toEqualTypeOf<RecognisedDocumentType>();
  });

  it('of a result is a recognised one or undefined', () => {
    if (result.ok) {
      expectTypeOf(result.data.documentType).toEqualTypeOf<RecognisedDocumentType | undefined>();
    }
  });
});

describe('the result', () => {
  it('has the documented statuses, and no others', () => {
    expectTypeOf<UploadResult['status']>().toEqualTypeOf<(typeof contract.responses)[number]['status']>();
  });

  it('has data or a problem, and which one must be found out', () => {
    // @ts-expect-error not every response is a success
    result.data;
    // @ts-expect-error and not every one a refusal
    result.problem;
    if (result.status === 200) {
      expectTypeOf(result.ok).toEqualTypeOf<true>();
      expectTypeOf(result.data.fileId).toEqualTypeOf<string>();
      expectTypeOf(result.data.size).toEqualTypeOf<number>();
    } else {
      expectTypeOf(result.ok).toEqualTypeOf<false>();
      expectTypeOf(result.problem.detail).toEqualTypeOf<string | undefined>();
    }
    expectTypeOf(result.response).toEqualTypeOf<Response>();
  });

  it('can be handled status by status, and the compiler sees what is missing', () => {
    switch (result.status) {
      case 200:
        return result.data.fileId;
      case 400:
        return result.problem.title;
      default:
        // @ts-expect-error other refusals are left
        result satisfies never;
        expectTypeOf(result.status).toEqualTypeOf<Exclude<UploadResult['status'], 200 | 400>>();
    }
  });
});

describe('an error', () => {
  it('has a name to switch on', () => {
    expectTypeOf<UploadError['name']>().toEqualTypeOf<UploadErrorName>();
    expectTypeOf<UploadError['status']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<UploadError['response']>().toEqualTypeOf<Response | undefined>();
  });
});

describe('the client', () => {
  it('needs an address, a client id and a token', () => {
    // @ts-expect-error no token
    createUploadClient({ baseUrl: '', clientId: '' });
    // @ts-expect-error no client id
    createUploadClient({ baseUrl: '', token: '' });
    // @ts-expect-error a token is text
    createUploadClient({ baseUrl: '', clientId: '', token: async () => 1 });
    expectTypeOf(createUploadClient).returns.toEqualTypeOf<UploadClient>();
  });

  it('takes the fetch of the platform', () => {
    expectTypeOf(createUploadClient).toBeCallableWith({ baseUrl: '', clientId: '', token: '', fetch });
  });
});
