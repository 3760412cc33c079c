import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { prismFor } from '../../../../mocks/responses/prism.ts';
import { startMock } from '../../../../mocks/server.ts';
import { withRendered } from '../../../../scripts/generate/responses.ts';
import { read, type Shape, shapes } from '../../spec/shapes.ts';
import { sendTo } from './send.ts';

/** Responses equal those that Prism renders from the spec, for contracts without generated code, too. */

describe('Prism renders the responses in the document', () => {
  test('of the built-in contract', () => {
    expect(contract.responses).toEqual(shapes.builtIn.responses);
  });

  test.each(['builtIn', 'otherStatuses', 'renamed', 'everything'] as Shape[])('of %s', async (shape) => {
    expect((await withRendered(shapes[shape])).responses).toEqual(shapes[shape].responses);
  });

  test('and generates the rest', async () => {
    const response = '/paths/~1files~1v1~1{clientId}~1upload_files/post/responses/429';
    const read429 = read({
      set: {
        [response]: {
          description: 'Too many.',
          headers: {
            'Retry-After': { schema: { type: 'integer' }, example: 7 },
            'X-Trace': { schema: { type: 'string' } },
          },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    });
    const { responses } = await withRendered(read429);
    expect(responses.find(({ status }) => status === 429)).toEqual({
      status: 429,
      example: null,
      summary: 'Too many.',
      mediaType: 'application/problem+json',
      headers: { 'Retry-After': '7', 'X-Trace': 'string' },
      body: expect.objectContaining({ title: expect.any(String) }),
    });
  });

  test('and a response that it cannot render is named', async () => {
    const [first] = shapes.builtIn.responses;
    const unknown = {
      ...shapes.builtIn,
      responses: [{ ...first, status: 299, example: 'none' } as typeof first & object],
    };
    await expect(withRendered(unknown)).rejects.toThrow(/cannot render the response 299 none/);
  });
});

test.each(['renamed', 'plainErrors'] as Shape[])(
  'dynamic responses are of the contract: %s',
  async (shape) => {
    const { success } = shapes[shape];
    await using mock = await startMock({ contract: shapes[shape], dynamic: true, seed: '1' });
    const accepted = await sendTo(mock, shapes[shape]);
    expect(accepted.status).toBe(success.status);
    expect(Object.keys(accepted.body as object)).toEqual(
      expect.arrayContaining(Object.values(success.members)),
    );
    expect(await prismFor(shapes[shape])).toBe(await prismFor(shapes[shape]));
  },
);

test('Prism loads the words of one language, and leaves the complete Faker to others', async () => {
  await prismFor(shapes.builtIn);
  const { resolve, cache } = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-http'));
  const complete = resolve('@faker-js/faker');
  expect(cache).not.toHaveProperty([complete]);
  expect(cache).toHaveProperty([resolve('@faker-js/faker/locale/en')]);
});
