import { join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import type { Contract } from '../../../spec/contract.ts';
import { ajvWith, schemaAt } from '../../../tests/contract/judge/schema.ts';

const sandbox = join(import.meta.dirname, 'sandbox');

/** The script before each request. */
export const scriptBefore = (): string => bundle(`import './before.ts';`);

/** The script after each request: the suite's judge, with the contract's schemas compiled (Ajv's standalone mode). */
export const scriptAfter = (contract: Contract): string =>
  bundle(`${standaloneValidators(contract)}
import { judgeResponse } from './after.ts';
import { schemaFaults } from '../../../../tests/contract/judge/body.ts';
const faultsOf = (fits) => (body) => (fits(body) ? [] : schemaFaults(fits.errors ?? []));
judgeResponse({ success: faultsOf(success), problem: faultsOf(problem) });
`);

function standaloneValidators({ document, success, problem }: Contract): string {
  const ajv = ajvWith(document, { code: { source: true, esm: true } });
  ajv.addSchema(schemaAt(success.schema), 'success');
  ajv.addSchema(schemaAt(problem.schema), 'problem');
  return standaloneCode.default(ajv, { success: 'success', problem: 'problem' });
}

/** Postman's sandbox has no modules: one script that needs nothing. */
function bundle(contents: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: sandbox, loader: 'ts', sourcefile: 'sandbox/entry.ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    // Paths in comments would be those of one machine.
    absWorkingDir: join(import.meta.dirname, '..', '..', '..'),
  });
  return outputFiles[0]?.text ?? '';
}
