import { createHash } from 'node:crypto';
import type { Contract } from '../../../spec/contract.ts';
import type { Report } from './report.ts';

const known = new WeakMap<Contract, Report['contract']>();

/** What reports say about the contract. The hash covers the document and the rules, because both decide verdicts. */
export function contractFacts(contract: Contract): Report['contract'] {
  const facts = known.get(contract) ?? {
    title: contract.title,
    version: contract.version,
    hash: createHash('sha256')
      .update(JSON.stringify([contract.document, contract.requirements]))
      .digest('hex'),
  };
  known.set(contract, facts);
  return facts;
}
