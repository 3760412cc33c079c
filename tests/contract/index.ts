import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from './case.ts';
import { contractCases as casesOf } from './table.ts';

/** The cases of a contract, in the order of its rules. Default: the built-in contract. */
export const contractCases = (contract: Contract = builtIn): readonly ContractCase[] => casesOf(contract);

export type { ContractCase } from './case.ts';
export type { KnownFailure, Report, ReportedCase } from './report/report.ts';
export { type RunEvent, type RunOptions, runContract } from './run/run-contract.ts';
export type { Deployment, Limits } from './settings.ts';
