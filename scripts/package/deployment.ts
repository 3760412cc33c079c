import { rootCertificates } from 'node:tls';
import type { Contract } from '../../spec/contract.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { readSettings } from '../deployment/settings.ts';
import { optionsOf, type Shape, text, textOrNull, textOrTexts, texts, textsByName } from './options.ts';

/** The deployment to check, and the credentials. */
export interface DeploymentOptions {
  /** Scheme, host and optional path prefix. */
  baseUrl: string;
  clientId: string;
  /** An account that the token may upload to; left out when the contract has none. */
  accountId?: string;
  /** An account that it must not upload to; without it, R11 is skipped. */
  foreignAccountId?: string;
  /** The raw token; left out when the contract requires none. */
  token?: string;
  /** Other values that must not appear in any output. */
  secrets?: readonly string[];
  /**
   * A JSON pointer to the type in the success response; null when the deployment does not show it. Default: the
   * contract's.
   */
  documentTypePointer?: string | null;
  /** Added to every request. */
  headers?: Readonly<Record<string, string>>;
  /** Certificate authorities to trust in addition to the usual ones, PEM texts. */
  ca?: string | readonly string[];
  /** A client certificate and its key, PEM texts. */
  cert?: string;
  key?: string;
}

const shape: Shape<DeploymentOptions> = {
  baseUrl: text,
  clientId: text,
  accountId: text,
  foreignAccountId: text,
  token: text,
  secrets: texts,
  documentTypePointer: textOrNull,
  headers: textsByName,
  ca: textOrTexts,
  cert: text,
  key: text,
};

/**
 * Validates a caller's deployment by the rules of `verify`, and fills in defaults.
 *
 * @throws TypeError with every problem, one sentence each; it never quotes a token.
 */
export function readDeployment(options: DeploymentOptions, contract: Contract): Deployment {
  if (options === undefined) throw new TypeError('deployment is missing.');
  const problems = optionsOf(shape)(options, 'deployment');
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
  const { headers = {}, secrets = [], documentTypePointer: pointer, ca, ...others } = options;
  const read = readSettings(
    {
      ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
      header: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      redact: secrets,
      ...(pointer !== undefined && { documentTypePointer: pointer ?? 'none' }),
    },
    contract,
  );
  if ('problems' in read) throw new TypeError(read.problems.map(inWordsOfTheApi).join('\n'));
  return { ...read.deployment, ...(ca !== undefined && { ca: [...rootCertificates, ...[ca].flat()] }) };
}

/** The checks are those of the command line; callers know the options by other names. */
const inWordsOfTheApi = (problem: string): string =>
  `${problem
    .replace(/\. Set it\b.*/, '')
    .replace(/^the token\b/, 'deployment.token')
    .replace(/--header must be 'Name: value', not '([^:']*).*/s, "deployment.headers: '$1' is not a header")
    .replaceAll(/--([a-z]+)((?:-[a-z]+)*)/g, (_, first: string, rest: string) => {
      const name = first + rest.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
      return `deployment.${name}`;
    })}.`;
