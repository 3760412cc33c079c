import type { GateParts } from '../../mocks/gate/gate.ts';
import type { MockOptions } from '../../mocks/options.ts';
import type { RequirementId } from '../../spec/requirements.ts';

/**
 * Exchanges parts of the mock's gate. It is called once for each deployment, so that what it keeps belongs to that
 * deployment alone.
 */
export type Fault = (parts: GateParts) => GateParts;

/** The mock with one realistic fault. */
export interface Mutant {
  /** A stable kebab-case mnemonic. */
  id: string;
  /** What it does wrong, in the indicative. */
  fault: string;
  /** The rule that is meant to catch it. */
  breaks: RequirementId;
  /** Other MUST rules that the very same fault breaks, where it cannot break one alone. */
  alsoFails?: readonly RequirementId[];
  /** SHOULD rules that it breaks as well. */
  alsoWarns?: readonly RequirementId[];
  vary: Fault;
  /** Milliseconds for an exchange, where the fault is that no response comes. */
  timeout?: number;
}

/** The mock with a liberty that the rules leave: no false alarm may come from it. */
export interface Variant {
  id: string;
  liberty: string;
  /** The SHOULD rules that it does depart from, and no other. */
  warns: readonly RequirementId[];
  vary?: Fault;
  options?: MockOptions;
  /** What the tester has to say about such a deployment. */
  documentTypePointer?: 'none' | `/${string}`;
  /** The path in front of the contract's own. */
  basePath?: string;
  /** How many cases at a time, where responses take long. */
  concurrency?: number;
}

/** Who may upload to mutants and variants. The token holds letters of both cases, as most tokens do. */
export const credentials = {
  clientId: 'mutant-client',
  accountId: 'mutant-account',
  foreignAccountId: 'account-of-somebody-else',
  token: 'Mk7-tRz94QwXb2_hLp',
} as const;

/** Mutants that the same rule is meant to catch. */
export const breaking = (requirement: RequirementId, mutants: readonly Omit<Mutant, 'breaks'>[]): Mutant[] =>
  mutants.map((mutant) => ({ ...mutant, breaks: requirement }));
