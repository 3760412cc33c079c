import type { GateParts } from '../../mocks/gate/gate.ts';
import type { MockOptions } from '../../mocks/options.ts';
import type { RequirementId } from '../../spec/requirements.ts';

/** Replaces parts of the mock's gate. Called once for each deployment, so that each has its own state. */
export type Fault = (parts: GateParts) => GateParts;

/** The mock with one realistic fault. */
export interface Mutant {
  /** A stable kebab-case mnemonic. */
  id: string;
  /** What it does wrong, in the indicative. */
  fault: string;
  /** The rule that has to catch it. */
  breaks: RequirementId;
  /** Other MUST rules that the same fault breaks, if it cannot break one alone. */
  alsoFails?: readonly RequirementId[];
  /** SHOULD rules that it breaks as well. */
  alsoWarns?: readonly RequirementId[];
  vary: Fault;
  /** Milliseconds for an exchange, if the fault is a missing response. */
  timeout?: number;
}

/** The mock with a liberty that the rules allow: it must break no rule. */
export interface Variant {
  id: string;
  liberty: string;
  /** The SHOULD rules that it breaks, and no others. */
  warns: readonly RequirementId[];
  vary?: Fault;
  options?: MockOptions;
  /** The tester's settings for such a deployment. */
  documentTypePointer?: 'none' | `/${string}`;
  /** The prefix of the contract's path. */
  basePath?: string;
  /** Number of concurrent cases, if responses take long. */
  concurrency?: number;
}

/** The credentials of mutants and variants. The token has letters of both cases, as most tokens do. */
export const credentials = {
  clientId: 'mutant-client',
  accountId: 'mutant-account',
  foreignAccountId: 'account-of-somebody-else',
  token: 'Mk7-tRz94QwXb2_hLp',
} as const;

/** Mutants that the same rule has to catch. */
export const breaking = (requirement: RequirementId, mutants: readonly Omit<Mutant, 'breaks'>[]): Mutant[] =>
  mutants.map((mutant) => ({ ...mutant, breaks: requirement }));
