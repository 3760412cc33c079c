import { createHash } from 'node:crypto';
import type { Contract, Credential } from '../../../spec/contract.ts';
import type {
  BodyRecipe,
  MultipartRecipe,
  PartRecipe,
  PathVariant,
  RequestRecipe,
  TextRecipe,
  TokenVariant,
} from '../case.ts';
import { bytesOf, type FileContent, fileContent } from './content.ts';
import { swapCase } from './swap-case.ts';

/** The values of the recipes' variables. An export passes the variables' own names instead of secrets. */
export interface Variables {
  clientId: string;
  accountId: string;
  foreignAccountId: string;
  token: string;
  /** `contract-<run>-<case>`. */
  mark: string;
}

/** A request without symbols: its content is decided, but not yet in bytes. */
export interface ResolvedRequest {
  method: string;
  /** The path with its query, relative to the base URL. */
  target: string;
  headers: [name: string, value: string][];
  body: ResolvedBody;
  chunked: boolean;
}

export type ResolvedBody =
  | { kind: 'multipart'; mediaType: string; parts: ResolvedPart[]; recipe: MultipartRecipe }
  | { kind: 'json'; entries: [name: string, value: string][] }
  | { kind: 'urlencoded'; entries: [name: string, value: string][] }
  | { kind: 'raw'; mediaType: string; file: FileContent }
  | { kind: 'none' };

export type ResolvedPart = { name: string; text: string } | { name: string; file: FileContent };

/** Fills in a recipe. Pure: the same recipe and variables give the same request, including file contents. */
export function resolveRequest(
  recipe: RequestRecipe,
  variables: Variables,
  contract: Contract,
): ResolvedRequest {
  const { credential } = contract;
  const fill = filler(variables, contract);
  const headers: [string, string][] = Object.entries(recipe.headers ?? {}).map(([name, value]) => [
    name,
    fill(value),
  ]);
  const authorization =
    credential && authorizationValue(recipe.token ?? 'valid', variables.token, credential);
  if (credential !== undefined && authorization !== undefined)
    headers.unshift([credential.header, authorization]);
  return {
    method: recipe.method ?? contract.method,
    target: pathOf(recipe.path ?? 'exact', variables.clientId, contract) + queryOf(recipe.query, fill),
    headers: headers.map(([name, value]) => [writeName(name, recipe.headerNames), value]),
    body: resolveBody(recipe.body, variables, contract, fill),
    chunked: recipe.framing === 'chunked',
  };
}

/** Writes a header name in the letter case of the recipe; names ignore case (RFC 9110, section 5.1). */
export function writeName(name: string, style: RequestRecipe['headerNames']): string {
  if (style === 'lower-case') return name.toLowerCase();
  if (style === 'upper-case') return name.toUpperCase();
  return name;
}

type Fill = (text: string) => string;

function filler(variables: Variables, contract: Contract): Fill {
  const values: Record<string, string> = { ...variables };
  for (const [role, name] of Object.entries(contract.fields)) values[`field:${role}`] = name;
  return (text) => text.replace(/\{\{([a-zA-Z:]+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** Variants that replace the scheme, too. The others come after it, where the spec requires one. */
const wholeValues: readonly TokenVariant[] = [
  'absent',
  'empty',
  'bearer-prefixed',
  'basic-prefixed',
  'token-prefixed',
  'api-key-prefixed',
  'scheme-absent',
  'scheme-alone',
];

/** The value of the credential's header: the scheme, where the variant and the spec have one, then the token. */
export function behindScheme(
  variant: TokenVariant,
  credentials: string | undefined,
  { scheme }: Credential,
): string | undefined {
  if (variant === 'scheme-alone') return scheme;
  return scheme === undefined || wholeValues.includes(variant) ? credentials : `${scheme} ${credentials}`;
}

/** @returns undefined for no header at all. */
export function authorizationValue(
  variant: TokenVariant,
  token: string,
  credential: Credential,
): string | undefined {
  const values: Record<TokenVariant, () => string | undefined> = {
    valid: () => token,
    absent: () => undefined,
    empty: () => '',
    unknown: () => `unknown-${createHash('sha256').update(token).digest('hex').slice(0, 24)}`,
    prefix: () => token.slice(0, -1),
    'first-character-missing': () => token.slice(1),
    'other-letter-case': () => swapCase(token),
    'one-letter-more': () => `${token}x`,
    'one-letter-less-one-more': () => token.slice(0, -1) + (token.endsWith('x') ? 'y' : 'x'),
    doubled: () => token + token,
    'more-behind': () => `${token} , x`,
    'bearer-prefixed': () => `Bearer ${token}`,
    'basic-prefixed': () => `Basic ${token}`,
    'token-prefixed': () => `Token ${token}`,
    'api-key-prefixed': () => `ApiKey ${token}`,
    quoted: () => `"${token}"`,
    'scheme-absent': () => token,
    'scheme-alone': () => '',
  };
  return behindScheme(variant, values[variant](), credential);
}

/** The path of a variant. A variant that changes nothing gives the exact path. */
export function pathOf(variant: PathVariant, clientId: string, contract: Contract): string {
  const parameter = `{${contract.clientIdParameter}}`;
  const segments = contract.path.split('/').slice(1);
  const last = segments.at(-1) ?? '';
  const variants: Record<PathVariant, () => string[]> = {
    exact: () => segments,
    'without-client-id': () => segments.filter((segment) => segment !== parameter),
    'client-id-last': () => [...segments.filter((segment) => segment !== parameter), parameter],
    'other-version': () =>
      segments.map((segment) => segment.replace(/^v(\d+)$/, (_, version) => `v${Number(version) + 1}`)),
    'without-version': () => segments.filter((segment) => !/^v\d+$/.test(segment)),
    'singular-last-segment': () => [
      ...segments.slice(0, -1),
      last.endsWith('s') ? last.slice(0, -1) : `${last}s`,
    ],
    'dashed-last-segment': () => [...segments.slice(0, -1), last.replaceAll('_', '-')],
    'camel-case-last-segment': () => [
      ...segments.slice(0, -1),
      last.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ],
    'first-word-of-last-segment': () => [...segments.slice(0, -1), last.replace(/_.*$/, '')],
    'other-last-segment': () => [...segments.slice(0, -1), `${last}_archive`],
    'extra-segment': () => [...segments, 'archive'],
    'segment-inside': () => [...segments.slice(0, -1), 'archive', last],
    'segment-in-front': () => ['archive', ...segments],
    'without-last-segment': () => segments.slice(0, -1),
    'other-first-segment': () => ['archive', ...segments.slice(1)],
    'trailing-slash': () => [...segments, ''],
    nowhere: () => ['upload-contract-probe', 'nothing-is-served-here'],
  };
  return `/${variants[variant]()
    .map((segment) => (segment === parameter ? encodeURIComponent(clientId) : segment))
    .join('/')}`;
}

function queryOf(query: Record<string, string> | undefined, fill: Fill): string {
  if (query === undefined) return '';
  const pairs = Object.entries(query).map(
    ([name, value]) => `${fill(name)}=${encodeURIComponent(fill(value))}`,
  );
  return `?${pairs.join('&')}`;
}

function resolveBody(body: BodyRecipe, variables: Variables, contract: Contract, fill: Fill): ResolvedBody {
  if (body.kind === 'none') return body;
  if (body.kind === 'raw') {
    const file = fileContent(body.file, `${variables.mark}/0`, variables.mark);
    return { kind: 'raw', mediaType: body.mediaType, file };
  }
  const parts = body.parts.map((part, index) => resolvePart(part, index, variables, contract, fill));
  if (body.kind === 'multipart')
    return { kind: 'multipart', mediaType: body.mediaType ?? contract.mediaType, parts, recipe: body };
  return {
    kind: body.kind,
    entries: parts.map((part) => [part.name, 'text' in part ? part.text : inline(part.file)]),
  };
}

const inline = (file: FileContent): string => Buffer.from(bytesOf(file)).toString('base64');

function resolvePart(
  part: PartRecipe,
  index: number,
  variables: Variables,
  contract: Contract,
  fill: Fill,
): ResolvedPart {
  const name = 'role' in part ? (contract.fields[part.role] ?? part.role) : fill(part.name);
  if ('text' in part) return { name, text: fill(textOf(part)) };
  // The same mark and index give the same content; another run gives another.
  const seed = `${variables.mark}/${part.file.seed ?? index}`;
  const file = fileContent(part.file, seed, variables.mark);
  return { name, file: { ...file, fileName: fill(file.fileName) } };
}

/** A text of the recipe's length, with its variables not yet filled in. */
export const textOf = ({ text, size = text.length }: TextRecipe): string =>
  text.repeat(Math.ceil(size / Math.max(1, text.length))).slice(0, size);
