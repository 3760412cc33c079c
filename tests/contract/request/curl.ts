import type { Contract } from '../../../spec/contract.ts';
import type { RequestRecipe, TokenVariant } from '../case.ts';
import { type Deployment, environmentNames } from '../settings.ts';
import { bytesOf } from './content.ts';
import { curlBody } from './curl-body.ts';
import {
  behindScheme,
  type ResolvedPart,
  type ResolvedRequest,
  resolveRequest,
  type Variables,
  writeName,
} from './resolve.ts';
import { shellVariable, shellWord } from './shell.ts';

/** Where a curl line sends its request. Each value is literal, or a `shellVariable`. The token is always a variable. */
export interface CurlPlace extends Omit<Variables, 'token'> {
  baseUrl: string;
  /** Added to every request. */
  headers: readonly [name: string, value: string][];
}

/** The deployment of a run: literal values, except for secrets. */
export function placeOfRun(settings: Deployment, mark: string, redact: (text: string) => string): CurlPlace {
  const open = (value: string, variable: string): string =>
    redact(value) === value && !settings.secrets.includes(value) ? value : shellVariable(variable);
  const { baseUrl, clientId, accountId, foreignAccountId } = environmentNames;
  return {
    baseUrl: open(settings.baseUrl, baseUrl),
    clientId: open(settings.clientId, clientId),
    accountId: open(settings.accountId ?? '', accountId),
    foreignAccountId: open(settings.foreignAccountId ?? '', foreignAccountId),
    mark,
    headers: settings.headers.map(([name, value]) => [
      name,
      open(value, name.toUpperCase().replace(/\W/g, '_')),
    ]),
  };
}

/** Any deployment: every value comes from the variables that `verify` reads. */
export const placeInShell = (id: string): CurlPlace => ({
  baseUrl: shellVariable(environmentNames.baseUrl),
  clientId: shellVariable(environmentNames.clientId),
  accountId: shellVariable(environmentNames.accountId),
  foreignAccountId: shellVariable(environmentNames.foreignAccountId),
  mark: `contract-curl-${id}`,
  headers: [],
});

const token = shellVariable(environmentNames.token);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the shell fills these in
/** The Authorization value as a shell makes it from the token; undefined for no header. Goes into double quotes. */
const tokenInShell: Record<TokenVariant, string | undefined> = {
  valid: '$UPLOAD_TOKEN',
  absent: undefined,
  empty: '',
  unknown: 'unknown-token',
  prefix: '${UPLOAD_TOKEN%?}',
  'first-character-missing': '${UPLOAD_TOKEN#?}',
  'other-letter-case': '$(printf %s "$UPLOAD_TOKEN" | tr a-zA-Z A-Za-z)',
  'one-letter-more': '${UPLOAD_TOKEN}x',
  'one-letter-less-one-more': '$(printf %s "$UPLOAD_TOKEN" | sed -e s/x$/y/ -e t -e s/.$/x/)',
  doubled: '$UPLOAD_TOKEN$UPLOAD_TOKEN',
  'more-behind': '$UPLOAD_TOKEN , x',
  'bearer-prefixed': 'Bearer $UPLOAD_TOKEN',
  'basic-prefixed': 'Basic $UPLOAD_TOKEN',
  'token-prefixed': 'Token $UPLOAD_TOKEN',
  'api-key-prefixed': 'ApiKey $UPLOAD_TOKEN',
  quoted: '\\"$UPLOAD_TOKEN\\"',
  'scheme-absent': '$UPLOAD_TOKEN',
  'scheme-alone': '',
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: only there

/**
 * A line for a POSIX shell that repeats the request, with `$UPLOAD_TOKEN` for the token. It writes the form with `-F`
 * where curl supports that, and prints anything else byte for byte. Large contents become filler.
 */
export function curlCommand(recipe: RequestRecipe, place: CurlPlace, contract: Contract): string {
  const request = shorten(resolveRequest(recipe, { ...place, token }, contract), recipe);
  const { input, words } = curlBody(recipe, request);
  // The suite speaks HTTP/1.1. Over TLS, curl would choose HTTP/2 and drop the transfer coding.
  const curl = ['curl', '-sS', '-i', '--http1.1', '-X', request.method, shellWord(urlOf(request, place))];
  const line = [...curl, ...headerWords(recipe, request, place, contract), ...words].join(' ');
  return input === undefined ? line : `${input} | ${line}`;
}

/** Two lines of a table are enough, and readable. Equal files stay equal, and files of a given size stay whole. */
function shorten(request: ResolvedRequest, { body }: RequestRecipe): ResolvedRequest {
  if (request.body.kind !== 'multipart' || body.kind !== 'multipart') return request;
  const parts = request.body.parts.map((part, index): ResolvedPart => {
    const recipe = body.parts[index];
    if (!('file' in part) || recipe === undefined || !('file' in recipe)) return part;
    if (recipe.file.kind !== 'csv' || recipe.file.size !== undefined) return part;
    const bytes = bytesOf(part.file);
    const end = bytes.indexOf(lineFeed, bytes.indexOf(lineFeed) + 1) + 1;
    return { ...part, file: { ...part.file, size: end, pieces: [bytes.subarray(0, end)] } };
  });
  return { ...request, body: { ...request.body, parts } };
}

const lineFeed = 0x0a;

/** The path takes variables as they are, so the user must URL-encode a client id with special characters. */
function urlOf({ target }: ResolvedRequest, { baseUrl }: CurlPlace): string {
  const [path = '', ...query] = target.split('?');
  const plainPath = path.replace(/%EE%80%80(\w+)%EE%80%81/g, (_, name: string) => shellVariable(name));
  return [baseUrl.replace(/\/+$/, '') + plainPath, ...query].join('?');
}

function headerWords(
  recipe: RequestRecipe,
  request: ResolvedRequest,
  place: CurlPlace,
  { credential }: Contract,
): string[] {
  const isAuthorization = (name: string) => name.toLowerCase() === credential?.header.toLowerCase();
  const own = request.headers.filter(([name]) => !isAuthorization(name));
  const chunked: [string, string][] = request.chunked ? [['Transfer-Encoding', 'chunked']] : [];
  const words = [...own, ...chunked, ...place.headers].flatMap(([name, value]) => [
    '-H',
    shellWord(`${name}: ${value}`),
  ]);
  const variant = recipe.token ?? 'valid';
  const authorization = credential && behindScheme(variant, tokenInShell[variant], credential);
  if (credential === undefined || authorization === undefined) return words;
  const name = writeName(credential.header, recipe.headerNames);
  return ['-H', authorization === '' ? `'${name};'` : `"${name}: ${authorization}"`, ...words];
}
