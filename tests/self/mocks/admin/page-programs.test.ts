import fs from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import FormData from 'form-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';

/** The two programs of the use-case page, with the spec's names and the mock's address. */

let folder: string;
let filePath: string;
let mock: Mock;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-programs-'));
  filePath = join(folder, 'file.ext');
  await writeFile(filePath, 'id;name\n1;Ada\n');
  mock = await startMock({ tokens: ['your-authorization-token'], accountIds: ['your-account-id'] });
});

afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

async function getAuthToken() {
  return 'your-authorization-token';
}

const clientId = 'your-client-id';
const accountId = 'your-account-id';
const { fields, success } = contract;

describe('the programs of the page', () => {
  it('upload a file', async () => {
    const token = await getAuthToken();
    const form = new FormData();
    form.append(fields.account, accountId);
    form.append(fields.content, fs.createReadStream(filePath));
    const url = mock.url + contract.path.replace(`{${contract.clientIdParameter}}`, clientId);
    const response = await axios.post(url, form, {
      headers: {
        ...form.getHeaders(),
        [contract.credential.header]: token,
      },
    });
    expect(response.status).toBe(success.status);
    expect(response.data).toMatchObject({ [success.members.name]: 'file.ext', [success.members.size]: 14 });
    expect(response.data).not.toHaveProperty(success.members.type);
  });

  it.each(contract.recognisedDocumentTypes)(
    'upload a file with the document type %s',
    async (documentType) => {
      const token = await getAuthToken();
      const form = new FormData();
      form.append(fields.account, accountId);
      form.append(fields.content, fs.createReadStream(filePath));
      form.append(fields.type, documentType);
      const url = mock.url + contract.path.replace(`{${contract.clientIdParameter}}`, clientId);
      const response = await axios.post(url, form, {
        headers: {
          ...form.getHeaders(),
          [contract.credential.header]: token,
        },
      });
      expect(response.data).toMatchObject({ [success.members.type]: documentType });
    },
  );

  it('see why two files are rejected', async () => {
    const form = new FormData();
    form.append(fields.account, accountId);
    form.append(fields.content, fs.createReadStream(filePath));
    form.append(fields.content, fs.createReadStream(filePath));
    const url = mock.url + contract.path.replace(`{${contract.clientIdParameter}}`, clientId);
    const uploading = axios.post(url, form, {
      headers: {
        ...form.getHeaders(),
        [contract.credential.header]: await getAuthToken(),
      },
    });
    await expect(uploading).rejects.toMatchObject({
      response: { status: contract.refusals.twoFiles, data: { requirement: 'R7' } },
    });
  });
});
