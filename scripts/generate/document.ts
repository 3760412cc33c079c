import { join } from 'node:path';
import { bundle, createConfig } from '@redocly/openapi-core';
import { parse } from 'yaml';

/** The members of an OpenAPI 3.1 document that this project reads; the rest passes through untouched. */
export interface SpecDocument {
  info: { title: string; version: string };
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { type: string; in?: string; name?: string }>;
  };
}

export interface PathItem {
  parameters?: Parameter[];
  [method: string]: unknown;
}

interface Parameter {
  name: string;
  in: string;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  'x-limits'?: { guaranteedFileSize?: number };
  parameters?: Parameter[];
  requestBody: { content: Record<string, MediaType> };
  responses: Record<string, Response>;
}

interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, { summary?: string; value: Record<string, unknown> }>;
}

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  enum?: string[];
  anyOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
  'x-role'?: string;
}

/**
 * Reads and bundles the OpenAPI document.
 *
 * @param root the repository's folder.
 * @throws Error when the document cannot be read or has references that lead nowhere.
 */
export async function readDocument(root: string): Promise<SpecDocument> {
  const config = await createConfig({});
  const { bundle: result, problems } = await bundle({ ref: join(root, 'spec', 'openapi.yaml'), config });
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    throw new Error(`spec/openapi.yaml: ${errors.map((problem) => problem.message).join('; ')}`);
  }
  return result.parsed as SpecDocument;
}

/** Parses the requirements file, in its own order. */
export function parseRequirements(text: string): RequirementRecord[] {
  return parse(text) as RequirementRecord[];
}

export interface RequirementRecord {
  id: string;
  level: 'MUST' | 'SHOULD';
  source: 'page' | 'reference';
  statement: string;
}
