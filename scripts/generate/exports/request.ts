import type { Contract } from '../../../spec/contract.ts';
import type { RequestRecipe, TokenVariant } from '../../../tests/contract/case.ts';
import { encodeRequest, type WireRequest } from '../../../tests/contract/request/encode.ts';
import {
  behindScheme,
  type ResolvedRequest,
  resolveRequest,
} from '../../../tests/contract/request/resolve.ts';

/** The mark in the names of exported files: it identifies the uploads, but no run. */
export const exportMark = 'contract-export';

/** Variables stand for themselves: the tool that sends the request fills them in. */
const variables = {
  clientId: '{{clientId}}',
  accountId: '{{accountId}}',
  foreignAccountId: '{{foreignAccountId}}',
  token: '{{token}}',
  mark: exportMark,
};

/** The Authorization value in terms of variables; undefined for no header. Near misses need a script. */
const authorizationValues: Record<TokenVariant, string | undefined> = {
  valid: '{{token}}',
  absent: undefined,
  empty: '',
  unknown: 'unknown-token',
  prefix: '{{tokenPrefix}}',
  'first-character-missing': '{{tokenFirstCharacterMissing}}',
  'other-letter-case': '{{tokenOtherLetterCase}}',
  'one-letter-more': '{{token}}x',
  'one-letter-less-one-more': '{{tokenLastLetterReplaced}}',
  doubled: '{{token}}{{token}}',
  'more-behind': '{{token}} , x',
  'bearer-prefixed': 'Bearer {{token}}',
  'basic-prefixed': 'Basic {{token}}',
  'token-prefixed': 'Token {{token}}',
  'api-key-prefixed': 'ApiKey {{token}}',
  quoted: '"{{token}}"',
  'scheme-absent': '{{token}}',
  'scheme-alone': '',
};

/** Whether the Authorization value must be computed from the token. */
export const isComputed = (token: TokenVariant = 'valid'): boolean =>
  /\{\{token\w/.test(authorizationValues[token] ?? '');

/** A recipe's request with `{{...}}` for everything that belongs to a deployment. Pure. */
export function exportedRequest(recipe: RequestRecipe, contract: Contract): ResolvedRequest {
  const { credential } = contract;
  const request = resolveRequest(recipe, variables, contract);
  const own = request.headers.filter(([name]) => name !== credential?.header);
  const variant = recipe.token ?? 'valid';
  const authorization = credential && behindScheme(variant, authorizationValues[variant], credential);
  return {
    ...request,
    target: bare(request.target),
    headers:
      credential === undefined || authorization === undefined
        ? own
        : [[credential.header, authorization], ...own],
  };
}

/** Undoes URL encoding in the braces of variables. */
export const bare = (text: string): string => text.replace(/%7B%7B(\w+)%7D%7D/g, '{{$1}}');

/** The request in bytes, with variables in it. */
export const wireRequest = (request: ResolvedRequest): WireRequest =>
  encodeRequest(request, { baseUrl: 'http://deployment.invalid', headers: [], userAgent: '' });

/** Whether the bytes of the body matter: a client that writes the form itself would repair them. */
export function isSpelledOut({ body }: RequestRecipe): boolean {
  if (body.kind !== 'multipart') return false;
  return body.flaw !== undefined || body.mediaType !== undefined;
}
