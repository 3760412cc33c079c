import type { Contract } from '../../spec/contract.ts';

/** The deployment to check, and the credentials. Plain data. */
export interface Deployment {
  /** Scheme, host and optional path prefix, without a slash at the end. */
  baseUrl: string;
  clientId: string;
  /** Left out when the contract has no field for it. */
  accountId?: string;
  foreignAccountId?: string;
  /** Left out when the contract requires no credential. */
  token?: string;
  /** Other values that must not appear in any output. */
  secrets: string[];
  /** Undefined when the deployment does not show the type. */
  documentTypePointer: string | undefined;
  headers: [name: string, value: string][];
  /** PEM texts. */
  ca?: string[];
  cert?: string;
  key?: string;
}

/** The limits of a run. */
export interface Limits {
  /** Concurrent cases; `auto` raises the number while responses stay fast. */
  concurrency: number | 'auto';
  /** Milliseconds for one exchange. */
  timeout: number;
  /** Milliseconds for the whole run; cases that do not fit are inconclusive. */
  maxDuration?: number;
  /** What the run may leave behind on the deployment. */
  maxUploads?: number;
  maxBytes?: number;
}

export const defaultLimits = {
  concurrency: 4,
  timeout: 10_000,
  maxDuration: 600_000,
} as const satisfies Limits;

/** Everything a run needs to know. */
export interface Settings extends Deployment, Limits {
  contract: Contract;
  /** Empty when the contract requires none. */
  accountId: string;
  token: string;
  tool: { name: string; version: string };
  /** A few characters that tell this run's uploads from those of others. */
  run: string;
  /** Ids of the cases to run. */
  selected: string[];
}

/** The environment variable behind each option that has one. */
export const environmentNames = {
  baseUrl: 'UPLOAD_BASE_URL',
  clientId: 'UPLOAD_CLIENT_ID',
  accountId: 'UPLOAD_ACCOUNT_ID',
  foreignAccountId: 'UPLOAD_FOREIGN_ACCOUNT_ID',
  token: 'UPLOAD_TOKEN',
  tokenCommand: 'UPLOAD_TOKEN_COMMAND',
  documentTypePointer: 'UPLOAD_DOCUMENT_TYPE_POINTER',
} as const;

export type EnvironmentOption = keyof typeof environmentNames;
