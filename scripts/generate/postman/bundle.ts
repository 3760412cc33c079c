import { join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import type { Contract } from '../../../spec/contract.ts';
import { ajvWith, schemaAt } from '../../../tests/contract/judge/schema.ts';
import type { NamedStep } from '../exports/words.ts';
import { contractFacts, expectationOf } from './expectation.ts';

const sandbox = join(import.meta.dirname, 'sandbox');

/** The script before each request. */
export const scriptBefore = (contract: Contract, steps: readonly NamedStep[]): string =>
  withData(
    contract,
    steps.flatMap(({ key, contractCase: { needs } }) => (needs === undefined ? [] : [[key, { needs }]])),
    bundle(`import './before.ts';`),
  );

/** The script after each request: the suite's judge, with the contract's schemas compiled (Ajv's standalone mode). */
export const scriptAfter = (contract: Contract, steps: readonly NamedStep[]): string =>
  withData(
    contract,
    steps.map((step) => [step.key, expectationOf(step, contract)]),
    bundle(`${standaloneValidators(contract)}
import { judgeResponse } from './after.ts';
import { schemaFaults } from '../../../../tests/contract/judge/body.ts';
const faultsOf = (fits) => (body) => (fits(body) ? [] : schemaFaults(fits.errors ?? []));
judgeResponse({ success: faultsOf(success), problem: faultsOf(problem) });
`),
  );

/** The data of a script, a line per request at its top, because variables of the collection belong to the tester. */
function withData(
  contract: Contract,
  expectations: readonly (readonly [key: string, value: object])[],
  script: string,
): string {
  const lines = expectations.map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${quoted(JSON.stringify(value))},`,
  );
  return `(() => {
const contract = ${JSON.stringify(contractFacts(contract))};
const expectations = {
${lines.join('\n')}
};
${script}})();
`;
}

/** Each text is parsed on demand: parsing all of them for each request would take longer than judging it. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

function standaloneValidators({ document, success, problem }: Contract): string {
  const ajv = ajvWith(document, { code: { source: true, esm: true } });
  ajv.addSchema(schemaAt(success.schema), 'success');
  ajv.addSchema(schemaAt(problem.schema), 'problem');
  return standaloneCode.default(ajv, { success: 'success', problem: 'problem' });
}

/** Postman's sandbox has no modules, so this makes one self-contained script. */
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
  return (outputFiles[0]?.text ?? '').replaceAll(pathOfPackages, 'node_modules/');
}

/** Where packages are differs, too: they may be linked, or installed for several projects. */
const pathOfPackages = /(?<=\/\/ |")[^"\n]*node_modules\//g;
