import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Contract } from '../../../spec/contract.ts';
import { schemaFaults } from './body.ts';
import type { Validate, Validators } from './facts.ts';

/** Compiled on first use: processes that only plan or report never need it. */
export function validatorsOf(contract: Contract): Validators {
  const made = known.get(contract) ?? makeValidators(contract);
  known.set(contract, made);
  return made;
}

const known = new WeakMap<Contract, Validators>();

function makeValidators({ document, success, problem }: Contract): Validators {
  let ajv: Ajv2020 | undefined;
  const validator = (pointer: string): Validate => {
    let fits: ValidateFunction | undefined;
    return (body) => {
      ajv ??= ajvWith(document);
      fits ??= ajv.compile(schemaAt(pointer));
      return fits(body) ? [] : schemaFaults(fits.errors ?? []);
    };
  };
  return { success: validator(success.schema), problem: validator(problem.schema) };
}

/** Ajv with the document's schemas. */
export function ajvWith(document: Contract['document'], options: Options = {}): Ajv2020 {
  // The document contains schemas but is not one. Validating it as a schema proves nothing, and adds 70 ms to each
  // start.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, ...options });
  addFormats.default(ajv);
  return ajv.addSchema(document, 'openapi');
}

/** @param pointer as the contract has it, with `#` before it. */
export const schemaAt = (pointer: string) => ({ $ref: `openapi${pointer}` });
