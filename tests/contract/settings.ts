import { contract } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import { holdsSecret, type SecretFinder, secretFinder } from '../../spec/secrets.ts';

/** What is checked, and as whom. Plain data. */
export interface Deployment {
  /** Scheme, host and optional path prefix, without a slash at the end. */
  baseUrl: string;
  clientId: string;
  accountId: string;
  foreignAccountId?: string;
  token: string;
  /** Other values that must not show in any output. */
  secrets: string[];
  /** Undefined when the deployment does not show the type. */
  documentTypePointer: string | undefined;
  headers: [name: string, value: string][];
  /** PEM texts. */
  ca?: string[];
  cert?: string;
  key?: string;
}

/** How much a run may do. */
export interface Limits {
  /** Cases at a time. */
  concurrency: number;
  /** Milliseconds for one exchange. */
  timeout: number;
  /** Milliseconds for the whole run; what does not fit is inconclusive. */
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
  tool: { name: string; version: string };
  /** A few characters that tell this run's uploads from those of others. */
  run: string;
  /** Ids of the cases to run. */
  selected: string[];
}

/** What options and environment say, as texts, before anything is checked. */
export interface RawSettings {
  baseUrl?: string | undefined;
  clientId?: string | undefined;
  accountId?: string | undefined;
  foreignAccountId?: string | undefined;
  token?: string | undefined;
  documentTypePointer?: string | undefined;
  header?: readonly string[] | undefined;
  redact?: readonly string[] | undefined;
  concurrency?: string | undefined;
  timeout?: string | undefined;
  maxDuration?: string | undefined;
  maxUploads?: string | undefined;
  maxBytes?: string | undefined;
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

/** What the tester said, checked. */
export interface Target {
  deployment: Deployment;
  limits: Limits;
}

/** Parts of a header's value below this length are words that half of a text holds. */
const shortestPart = 4;

/** Milliseconds: timers take a longer time for none. */
const longestTimer = 2 ** 31 - 1;

/**
 * Checks what the tester said, all of it.
 *
 * @returns the deployment and the limits, or every problem, one sentence each.
 */
export function readSettings(raw: RawSettings): Target | { problems: string[] } {
  const problems: string[] = [];
  const { need, count } = collecting(problems);
  const baseUrl = need(raw.baseUrl, '--base-url', environmentNames.baseUrl);
  const token = need(raw.token, '--token', environmentNames.token, ' or --token-command');
  const secrets = secretFinder([token, ...(raw.redact ?? [])]);
  const headers = (raw.header ?? []).map((text) => parseHeader(text, secrets, problems));
  if (baseUrl !== '') problems.push(...urlProblems(baseUrl));
  if (token !== '') problems.push(...tokenProblems(token));
  const maxUploads = count(raw.maxUploads, '--max-uploads', 0);
  const maxBytes = count(raw.maxBytes, '--max-bytes', 0);
  const deployment: Deployment = {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    clientId: need(raw.clientId, '--client-id', environmentNames.clientId),
    accountId: need(raw.accountId, '--account-id', environmentNames.accountId),
    ...(raw.foreignAccountId ? { foreignAccountId: raw.foreignAccountId } : {}),
    token,
    secrets: [...(raw.redact ?? []), ...headers.flatMap(secretsOf)],
    documentTypePointer: parsePointer(raw.documentTypePointer, problems),
    headers,
  };
  const limits: Limits = {
    concurrency: count(raw.concurrency, '--concurrency', 1) ?? defaultLimits.concurrency,
    timeout: Math.min(count(raw.timeout, '--timeout', 1) ?? defaultLimits.timeout, longestTimer),
    maxDuration: Math.min(
      count(raw.maxDuration, '--max-duration', 1) ?? defaultLimits.maxDuration,
      longestTimer,
    ),
    ...(maxUploads === undefined ? {} : { maxUploads }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
  if (deployment.foreignAccountId !== undefined && deployment.foreignAccountId === deployment.accountId) {
    problems.push('--foreign-account-id has to name another account than --account-id');
  }
  return problems.length > 0 ? { problems } : { deployment, limits };
}

/** Readers of single options; what is wrong goes into the list. */
const collecting = (problems: string[]) => ({
  need(value: string | undefined, option: string, variable: string, or = ''): string {
    if (value === '') problems.push(`${option} is empty`);
    if (value === undefined) problems.push(`${option}${or} (or ${variable}) is missing`);
    return value ?? '';
  },
  count(text: string | undefined, option: string, least: number): number | undefined {
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    problems.push(`${option} wants a whole number from ${least}, not '${text}'`);
    return undefined;
  },
});

function urlProblems(text: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return [`--base-url wants a scheme: https://${text}?`];
  if (!URL.canParse(text)) return [`--base-url is no URL: '${text}'`];
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol))
    return [`--base-url wants http:// or https://, not ${url.protocol}//`];
  if (url.username !== '' || url.password !== '') return ['--base-url must not hold a user name or password'];
  if (url.search !== '' || url.hash !== '') return ['--base-url must not hold a query or fragment'];
  return [];
}

/** The token goes into a header as it is (RFC 9110, section 5.5), so it must fit there unchanged. */
function tokenProblems(token: string): string[] {
  if (/[\r\n]/.test(token)) return ['the token holds a line break'];
  if (token !== token.trim()) return ['the token begins or ends with a blank'];
  return /^[\x20-\x7e]+$/.test(token) ? [] : ['the token holds characters that a header cannot carry'];
}

/** What is no header is cited up to its first blank or the like, the secrets in it hidden before. */
function parseHeader(text: string, secrets: SecretFinder, problems: string[]): [string, string] {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)$/.exec(text);
  if (match === null) {
    const cited = secrets.hide(text, '…').replace(/[^\w-].*/s, '…');
    problems.push(`--header wants 'Name: value', not '${cited}'`);
  }
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** What must not show of a header: its value, and what a server may echo of it: a credential without its scheme, a cookie. */
function secretsOf([name, value]: [string, string]): string[] {
  if (!holdsSecret(name)) return [];
  const [, credential = ''] = /^[A-Za-z][\w-]*[ \t]+(.+)$/.exec(value) ?? [];
  const cookies = value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  const parts = [credential, ...cookies].map((part) => part.replace(/^"(.*)"$/, '$1'));
  return [...new Set([value, ...parts.filter(({ length }) => length >= shortestPart)])];
}

function parsePointer(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined || text === '') return contract.success.documentTypePointer;
  if (text === 'none') return undefined;
  if (!text.startsWith('/'))
    problems.push(`--document-type-pointer wants a JSON pointer such as /data/type, or none, not '${text}'`);
  return text;
}
