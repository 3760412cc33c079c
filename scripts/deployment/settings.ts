import { rootCertificates } from 'node:tls';
import type { Contract } from '../../spec/contract.ts';
import { holdsSecret, type SecretFinder, secretFinder } from '../../spec/secrets.ts';
import {
  type Deployment,
  defaultLimits,
  type EnvironmentOption,
  environmentNames,
  type Limits,
} from '../../tests/contract/settings.ts';

/** The values of options, environment and files, as texts, before validation. */
export interface RawSettings extends Partial<Record<EnvironmentOption, string | undefined>> {
  header?: readonly string[];
  redact?: readonly string[];
  concurrency?: string;
  timeout?: string;
  maxDuration?: string;
  maxUploads?: string;
  maxBytes?: string;
  /** PEM texts. */
  ca?: string;
  cert?: string;
  key?: string;
}

/** The tester's settings, validated. */
export interface Target {
  deployment: Deployment;
  limits: Limits;
}

/** Shorter parts of a header's value are common words, which would be redacted everywhere. */
const shortestPart = 4;

/** Milliseconds: timers treat a longer time as none. */
const longestTimer = 2 ** 31 - 1;

/**
 * Validates the tester's settings, all of them. Account and token are required only when the contract has a place for
 * them; a token command replaces the token. Pure.
 *
 * @returns the deployment and the limits, or every problem, one sentence each.
 */
export function readSettings(raw: RawSettings, contract: Contract): Target | { problems: string[] } {
  const problems: string[] = [];
  const deployment = readDeployment(raw, contract, problems);
  const limits = readLimits(raw, problems);
  return problems.length > 0 ? { problems } : { deployment, limits };
}

function readDeployment(raw: RawSettings, contract: Contract, problems: string[]): Deployment {
  const { need } = collecting(problems);
  const baseUrl = need(raw.baseUrl, '--base-url', environmentNames.baseUrl);
  const asksForToken = contract.credential !== undefined && raw.tokenCommand === undefined;
  const token = asksForToken
    ? need(raw.token, '--token', environmentNames.token, ', --token-command')
    : raw.token;
  const secrets = secretFinder([token ?? '', ...(raw.redact ?? [])]);
  const headers = (raw.header ?? []).map((text) => parseHeader(text, secrets, problems));
  if (baseUrl !== '') problems.push(...urlProblems(baseUrl));
  if (token) problems.push(...tokenProblems(token));
  const clientId = need(raw.clientId, '--client-id', environmentNames.clientId);
  const accountId =
    contract.fields.account === undefined
      ? raw.accountId
      : need(raw.accountId, '--account-id', environmentNames.accountId);
  if (raw.foreignAccountId && raw.foreignAccountId === accountId)
    problems.push('--foreign-account-id must differ from --account-id');
  if ((raw.cert === undefined) !== (raw.key === undefined))
    problems.push('--cert and --key must be given together');
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    clientId,
    ...(accountId === undefined ? {} : { accountId }),
    ...(raw.foreignAccountId ? { foreignAccountId: raw.foreignAccountId } : {}),
    ...(token === undefined ? {} : { token }),
    secrets: [...(raw.redact ?? []), ...headers.flatMap(secretsOf)],
    documentTypePointer: parsePointer(raw.documentTypePointer, contract, problems),
    headers,
    ...(raw.ca === undefined ? {} : { ca: [...rootCertificates, raw.ca] }),
    ...(raw.cert === undefined ? {} : { cert: raw.cert }),
    ...(raw.key === undefined ? {} : { key: raw.key }),
  };
}

function readLimits(raw: RawSettings, problems: string[]): Limits {
  const { count } = collecting(problems);
  const time = (text: string | undefined, option: string, usual: number): number =>
    Math.min(count(text, option, 1) ?? usual, longestTimer);
  const maxUploads = count(raw.maxUploads, '--max-uploads', 0);
  const maxBytes = count(raw.maxBytes, '--max-bytes', 0);
  return {
    concurrency:
      raw.concurrency === 'auto'
        ? 'auto'
        : (count(raw.concurrency, '--concurrency', 1) ?? defaultLimits.concurrency),
    timeout: time(raw.timeout, '--timeout', defaultLimits.timeout),
    maxDuration: time(raw.maxDuration, '--max-duration', defaultLimits.maxDuration),
    ...(maxUploads === undefined ? {} : { maxUploads }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

/** Readers of single options; problems go into the list. */
const collecting = (problems: string[]) => ({
  need(value: string | undefined, option: string, variable: string, or = ''): string {
    if (value === '') problems.push(`${option} is empty`);
    if (value === undefined) problems.push(`${option} is missing. Set it${or} or ${variable}.`);
    return value ?? '';
  },
  count(text: string | undefined, option: string, least: number): number | undefined {
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    problems.push(`${option} must be a whole number from ${least}, not '${text}'`);
    return undefined;
  },
});

function urlProblems(text: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return [`--base-url has no scheme. Did you mean https://${text}?`];
  if (!URL.canParse(text)) return [`--base-url is not a URL: '${text}'`];
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol))
    return [`--base-url must begin with http:// or https://, not ${url.protocol}//`];
  if (url.username !== '' || url.password !== '')
    return ['--base-url must not contain a user name or password'];
  if (url.search !== '' || url.hash !== '') return ['--base-url must not contain a query or fragment'];
  return [];
}

/** The token goes into a header as it is (RFC 9110, section 5.5), so it must be valid there unchanged. */
export function tokenProblems(token: string): string[] {
  if (/[\r\n]/.test(token)) return ['the token contains a line break'];
  if (token !== token.trim()) return ['the token begins or ends with whitespace'];
  return /^[\x20-\x7e]+$/.test(token) ? [] : ['the token contains characters that a header cannot carry'];
}

/** An invalid header is quoted only up to its first whitespace or the like, with its secrets hidden first. */
function parseHeader(text: string, secrets: SecretFinder, problems: string[]): [string, string] {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)$/.exec(text);
  if (match === null) {
    const cited = secrets.hide(text, '…').replace(/[^\w-].*/s, '…');
    problems.push(`--header must be 'Name: value', not '${cited}'`);
  }
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** What to redact of a header: its value, and what a server may echo of it: a credential without its scheme, a cookie. */
function secretsOf([name, value]: [string, string]): string[] {
  if (!holdsSecret(name)) return [];
  const [, credential = ''] = /^[A-Za-z][\w-]*[ \t]+(.+)$/.exec(value) ?? [];
  const cookies = value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  const parts = [credential, ...cookies].map((part) => part.replace(/^"(.*)"$/, '$1'));
  return [...new Set([value, ...parts.filter(({ length }) => length >= shortestPart)])];
}

function parsePointer(text: string | undefined, contract: Contract, problems: string[]): string | undefined {
  if (text === undefined || text === '') return contract.success.documentTypePointer;
  if (text === 'none') return undefined;
  if (!text.startsWith('/'))
    problems.push(
      `--document-type-pointer must be a JSON pointer such as /data/type, or none, not '${text}'`,
    );
  return text;
}
