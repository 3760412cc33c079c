import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Contract } from '../../../spec/contract.ts';
import type { Validators } from './facts.ts';
import { schemaFaults } from './schema-faults.ts';

/** Compiled when first needed: the processes that only plan or report never do. */
export function validatorsOf(contract: Contract): Validators {
  const made = compiled.get(contract) ?? compile(contract);
  compiled.set(contract, made);
  return made;
}

const compiled = new WeakMap<Contract, Validators>();

function compile(contract: Contract): Validators {
  let ajv: Ajv2020 | undefined;
  const validate = (pointer: string) => {
    ajv ??= ajvWith(contract);
    const fits = ajv.compile({ $ref: `openapi${pointer}` });
    return (body: unknown): string[] => (fits(body) ? [] : schemaFaults(fits.errors ?? []));
  };
  let success: Validators['success'] | undefined;
  let problem: Validators['problem'] | undefined;
  return {
    success(body) {
      success ??= validate(contract.success.schema);
      return success(body);
    },
    problem(body) {
      problem ??= validate(contract.problem.schema);
      return problem(body);
    },
  };
}

export const ajvOptions = { strict: false, allErrors: true } as const;

function ajvWith({ document }: Contract): Ajv2020 {
  const ajv = new Ajv2020(ajvOptions);
  addFormats.default(ajv);
  return ajv.addSchema(document, 'openapi');
}
