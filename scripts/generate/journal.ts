import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { parse } from 'yaml';
import { banner } from './contract.ts';
import { anywhere } from './schema.ts';
import { astToString, openapiTS } from './typescript.ts';

/** Renders the outputs of the mock's journal description: JSON, types, and validators of what clients send to it. */
export async function renderJournal(root: string): Promise<[string, string][]> {
  const document = parse(await readFile(join(root, 'spec', 'journal.yaml'), 'utf8'));
  const types = astToString(await openapiTS(structuredClone(document), { cwd: anywhere }));
  return [
    ['journal.json', `${JSON.stringify(document, null, 2)}\n`],
    ['journal.d.ts', `${banner}${types}`],
    ['journal-checks.js', `${banner}${checksOf(document)}\n`],
    ['journal-checks.d.ts', `${banner}${checkTypes}`],
  ];
}

/** Ajv's standalone mode: browsers run the validators too, and the mock compiles nothing when it starts. */
function checksOf(document: object): string {
  // The document is no schema itself, but contains some.
  const ajv = new Ajv2020({
    strict: false,
    verbose: true,
    validateSchema: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema(document, 'journal');
  return standaloneCode.default(ajv, {
    nextResponse: 'journal#/components/schemas/NextResponse',
    newRule: 'journal#/components/schemas/NewRule',
  });
}

const checkTypes = `/** Whether a value is valid; \`errors\` has the faults of the last one. */
export interface Check {
  (value: unknown): boolean;
  errors?: null | Fault[];
}

/** An error of Ajv. */
export interface Fault {
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
  parentSchema?: { properties?: object };
}

export declare const nextResponse: Check;
export declare const newRule: Check;
`;
