import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import description from '../../../generated/journal.json' with { type: 'json' };
import type { Mock } from '../../../mocks/server.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(description, 'journal');

/** Queries the journal, and validates the response against the journal's own description. */
export async function ask(
  mock: Mock,
  path: string,
  schema?: string,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${mock.url}/__mock${path}`, init);
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (schema !== undefined) {
    const validate = ajv.getSchema(`journal#/components/schemas/${schema}`);
    expect(validate?.(body), JSON.stringify(validate?.errors)).toBe(true);
  }
  return { status: response.status, body };
}

export const post = (mock: Mock, path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(mock, path, undefined, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
