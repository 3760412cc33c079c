import type { ContractCase } from './case.ts';
import { caseTable } from './table.ts';

/** The cases of the contract, in the order of its rules. */
export const contractCases = (): readonly ContractCase[] => caseTable;

export type { ContractCase } from './case.ts';
export type { KnownFailure, Report, ReportedCase } from './report/report.ts';
export { type RunEvent, type RunOptions, runContract } from './run/run-contract.ts';
export type { Deployment, Limits } from './settings.ts';
