import type { ContractCase, RequestRecipe, TokenVariant } from '../case.ts';
import { account, baseline, file, refused, single, typed, upload, withToken } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const invalid = (id: string, title: string, token: TokenVariant): ContractCase =>
  single(id, title, withToken(token), refused('invalidToken', 'R2'), 'csv-file');

const missing = (id: string, title: string, request: RequestRecipe, control = 'csv-file'): ContractCase =>
  single(id, title, { token: 'absent', ...request }, refused('missingToken', 'R2'), control);

const article = (word: string): string => (/^[AEIOU]/.test(word) ? 'an' : 'a');

/** Schemes to put before the token, and the spec's own scheme left out. */
function schemeCases({ contract: { credential } }: Vocabulary): ContractCase[] {
  const others: [variant: TokenVariant, id: string, scheme: string][] = [
    ['bearer-prefixed', 'token-bearer-prefixed', 'Bearer'],
    ['basic-prefixed', 'token-basic-prefixed', 'Basic'],
    ['token-prefixed', 'token-token-prefixed', 'Token'],
    ['api-key-prefixed', 'token-api-key-prefixed', 'ApiKey'],
  ];
  const own = credential?.scheme?.toLowerCase();
  const without =
    own === undefined
      ? []
      : [
          invalid('token-without-scheme', 'The token without its scheme is rejected', 'scheme-absent'),
          invalid('token-scheme-alone', 'The scheme without a token is rejected', 'scheme-alone'),
        ];
  return [
    ...without,
    ...others
      .filter(([, , scheme]) => scheme.toLowerCase() !== own)
      .map(([variant, id, scheme]) =>
        invalid(id, `The token with ${article(scheme)} ${scheme} scheme is rejected`, variant),
      ),
  ];
}

/** R2: only the token, written as the spec says and in its header, authorises an upload. */
export const tokenCases = (vocabulary: Vocabulary): ContractCase[] => {
  const { contract, firstType, typeCase, eachHolding, textFields } = vocabulary;
  const header = contract.credential?.header ?? 'Authorization';
  return [
    missing('token-absent', `An upload without ${article(header)} ${header} header is rejected`, baseline),
    missing('token-empty', `An empty ${header} header is rejected`, withToken('empty')),
    invalid('token-unknown', 'An unknown token is rejected', 'unknown'),
    invalid('token-prefix', 'The token without its last character is rejected', 'prefix'),
    invalid(
      'token-first-character-missing',
      'The token without its first character is rejected',
      'first-character-missing',
    ),
    invalid('token-other-letter-case', 'The token in another letter case is rejected', 'other-letter-case'),
    invalid('token-one-letter-more', 'The token plus a letter is rejected', 'one-letter-more'),
    invalid(
      'token-last-letter-replaced',
      'The token with another last letter is rejected',
      'one-letter-less-one-more',
    ),
    invalid('token-doubled', 'The token twice in a row is rejected', 'doubled'),
    invalid('token-with-more-behind', 'The token followed by a comma and a word is rejected', 'more-behind'),
    ...schemeCases(vocabulary),
    invalid('token-quoted', 'The token in quotation marks is rejected', 'quoted'),
    missing('token-in-query-token', 'A token in the query parameter token is rejected', {
      ...baseline,
      query: { token: '{{token}}' },
    }),
    missing('token-in-query-access-token', 'A token in the query parameter access_token is rejected', {
      ...baseline,
      query: { access_token: '{{token}}' },
    }),
    missing('token-in-query-authorization', 'A token in the query parameter Authorization is rejected', {
      ...baseline,
      query: { Authorization: '{{token}}' },
    }),
    missing('token-in-query-other-names', 'A token in query parameters of other names is rejected', {
      ...baseline,
      query: eachHolding('{{token}}', [
        'auth',
        'authorization',
        'auth_token',
        'accessToken',
        'jwt',
        'bearer',
      ]),
    }),
    missing('token-in-query-key-names', 'A token in query parameters named as keys is rejected', {
      ...baseline,
      query: eachHolding('{{token}}', ['api_key', 'apikey', 'apiKey', 'api-key', 'key', 'api_token']),
    }),
    single(
      'token-empty-with-query',
      'A token in the query does not replace an empty header',
      { ...withToken('empty'), query: { token: '{{token}}' } },
      refused('missingToken', 'R2'),
      'csv-file',
    ),
    single(
      'token-unknown-with-query',
      'A token in the query does not replace a wrong header',
      { ...withToken('unknown'), query: { token: '{{token}}' } },
      refused('invalidToken', 'R2'),
      'csv-file',
    ),
    missing(
      'token-in-field',
      'A token in form fields is rejected',
      upload([
        account,
        ...textFields('{{token}}', ['token', 'access_token', 'authorization', 'auth', 'apiKey']),
        file(),
      ]),
      'extra-text-field',
    ),
    missing('token-in-cookie', 'A token in cookies is rejected', {
      ...baseline,
      headers: { Cookie: 'token={{token}}; access_token={{token}}; auth={{token}}; session={{token}}' },
    }),
    missing('token-in-api-key-header', 'A token in an API key header is rejected', {
      ...baseline,
      headers: eachHolding('{{token}}', [
        'X-API-Key',
        'X-Authorization',
        'X-Access-Token',
        'Proxy-Authorization',
        'Api-Key',
        'X-Api-Token',
        'X-Forwarded-Authorization',
      ]),
    }),
    missing('token-in-other-header', 'A token in another header is rejected', {
      ...baseline,
      headers: eachHolding('{{token}}', [
        'X-Auth-Token',
        'X-Token',
        'Token',
        'Access-Token',
        'Auth-Token',
        'Authentication',
        ...(header === 'Authorization' ? [] : ['Authorization']),
      ]),
    }),
    missing(
      'token-absent-with-type',
      'An upload with a type but no token is rejected',
      typed(firstType),
      typeCase(firstType),
    ),
    single(
      'token-unknown-with-type',
      'An upload with a type and an unknown token is rejected',
      withToken('unknown', typed(firstType)),
      refused('invalidToken', 'R2'),
      typeCase(firstType),
    ),
    missing(
      'token-absent-large-file',
      'A large upload without a token gets its rejection',
      upload([account, file({ kind: 'binary', size: 2_000_000 })]),
      'file-of-2-megabytes',
    ),
    missing(
      'token-empty-with-type',
      'An upload with a type and an empty token is rejected',
      withToken('empty', typed(firstType)),
      typeCase(firstType),
    ),
    missing(
      'token-absent-chunked',
      'A chunked upload without a token is rejected',
      { ...baseline, framing: 'chunked' },
      'chunked',
    ),
    missing(
      'token-absent-pdf',
      'A PDF file without a token is rejected',
      upload([account, file({ kind: 'pdf' })]),
      'pdf-file',
    ),
    single(
      'token-unknown-large-file',
      'A large upload with an unknown token is rejected',
      withToken('unknown', upload([account, file({ kind: 'binary', size: 2_000_000 })])),
      refused('invalidToken', 'R2'),
      'file-of-2-megabytes',
    ),
    {
      id: 'token-unknown-after-valid',
      title: 'An accepted upload is rejected with an unknown token',
      steps: [
        { request: upload([account, file({ seed: 'same' })]), expect: { outcome: 'accepted', by: 'R1' } },
        {
          request: withToken('unknown', upload([account, file({ seed: 'same' })])),
          expect: refused('invalidToken', 'R2'),
          control: 'csv-file',
        },
      ],
    },
    single(
      'token-unknown-chunked',
      'A chunked upload with an unknown token is rejected',
      { ...withToken('unknown'), framing: 'chunked' },
      refused('invalidToken', 'R2'),
      'chunked',
    ),
  ];
};
