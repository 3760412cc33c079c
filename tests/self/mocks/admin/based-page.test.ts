import { afterEach, expect, test, vi } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { pageFacts } from '../../../../mocks/admin/inspector/facts.ts';

/** The address that the page assumes for the mock, wherever it was loaded from. */
afterEach(() => vi.unstubAllGlobals());

async function addressesAt(baseURI: string, basePath: string) {
  const textContent = JSON.stringify(pageFacts(contract, basePath));
  vi.stubGlobal('document', { baseURI, getElementById: () => ({ textContent }) });
  vi.resetModules();
  return import('../../../../mocks/admin/inspector/page/address.js');
}

test.each([
  ['http://localhost:4010/__mock/', '', 'http://localhost:4010', ''],
  ['http://localhost:4010/api/__mock/', '/api', 'http://localhost:4010', '/api'],
  ['http://localhost:4010/__mock/', '/api', 'http://localhost:4010', '/api'],
  // A proxy adds a prefix.
  ['http://localhost:5173/dev/__mock/', '', 'http://localhost:5173/dev', ''],
  ['http://localhost:5173/dev/api/__mock/', '/api', 'http://localhost:5173/dev', '/api'],
])('the page at %s, with the base path %j', async (page, basePath, root, path) => {
  const addresses = await addressesAt(page, basePath);
  expect(addresses).toMatchObject({ root, mockUrl: root + path });
  expect(addresses.uploadUrl('acme')).toBe(`${root}${path}/files/v1/acme/upload_files`);
});
