import requirements from '../../generated/requirements.json' with { type: 'json' };
import { type Contract, readContract as read } from '../../spec/contract.ts';

// What `upload-contract` exports.
export { contract } from '../../generated/contract.ts';
export type { Contract } from '../../spec/contract.ts';
export { ContractError } from '../../spec/place.ts';
export type { Requirement, RequirementId } from '../../spec/requirements.ts';
export type {
  ContractCase,
  KnownFailure,
  Report,
  ReportedCase,
  RunEvent,
} from '../../tests/contract/index.ts';
export { contractCases } from '../../tests/contract/index.ts';
export type { CheckResult, Verdict } from '../../tests/contract/judge/verdict.ts';
export type { Change, Comparison } from '../../tests/contract/report/comparison/compare.ts';
export type {
  ReportedCleanup,
  ReportedExchange,
  ReportedShard,
} from '../../tests/contract/report/report.ts';
export type { Shard } from '../../tests/contract/run/choice/shard.ts';
export type { AcceptedUpload } from '../../tests/contract/run/uploads.ts';
export type { Limits } from '../../tests/contract/settings.ts';
export type { ReportKind } from '../verify/reports.ts';
export type { DeploymentOptions } from './deployment.ts';
export { mergeReports } from './merge.ts';
export { compareReports, renderReport, writeReport } from './reports.ts';
export { type RunOptions, runContract } from './run.ts';

/**
 * Reads a contract from an OpenAPI 3.1 document of one upload endpoint, with references inside the document only. It
 * finds fields by their `x-role`.
 *
 * @param document the parsed document.
 * @param rules the rules, as a list. Default: those of the built-in contract that apply to the document.
 * @throws ContractError that names the place, when the document does not describe one upload endpoint.
 *
 * @example const contract = readContract(JSON.parse(await readFile('openapi.json', 'utf8')));
 */
export const readContract = (document: unknown, rules: unknown = requirements): Contract =>
  read(document, rules);
