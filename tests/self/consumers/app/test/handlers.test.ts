import { setupServer } from 'msw/node';
import { createUploadClient } from 'upload-contract/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stored, tooLarge } from '../src/upload-form.stories.ts';

/** The handlers of the stories, without Storybook. */
const server = setupServer(...stored.parameters.msw.handlers);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const client = createUploadClient({ baseUrl: 'http://localhost/api', clientId: 'acme', token: 'any-token' });
const upload = () => client.uploadFile({ accountId: '1001', file: new File(['a;b'], 'rows.csv') });

test.each([
  [stored, 200],
  [tooLarge, 413],
])('a story gets its response', async ({ parameters }, status) => {
  server.resetHandlers(...parameters.msw.handlers);
  expect((await upload()).status).toBe(status);
});
