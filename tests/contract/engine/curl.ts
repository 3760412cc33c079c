import { contract } from '../../../generated/contract.ts';
import type { TokenVariant } from '../case.ts';
import type { ResolvedRequest } from './resolve.ts';

/** The Authorization value as a shell makes it from `$UPLOAD_TOKEN`; undefined for no header. */
const tokenInShell: Record<TokenVariant, string | undefined> = {
  valid: '$UPLOAD_TOKEN',
  absent: undefined,
  empty: '',
  unknown: 'unknown-token',
  prefix: '${UPLOAD_TOKEN%?}',
  'first-character-missing': '${UPLOAD_TOKEN#?}',
  'other-letter-case': '$(printf %s "$UPLOAD_TOKEN" | tr a-zA-Z A-Za-z)',
  'one-letter-more': '${UPLOAD_TOKEN}x',
  'one-letter-less-one-more': '${UPLOAD_TOKEN%?}x',
  doubled: '$UPLOAD_TOKEN$UPLOAD_TOKEN',
  'bearer-prefixed': 'Bearer $UPLOAD_TOKEN',
  'basic-prefixed': 'Basic $UPLOAD_TOKEN',
  quoted: '\\"$UPLOAD_TOKEN\\"',
};

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A curl line for the request, with `$UPLOAD_TOKEN` in place of the token. */
export function curlCommand(token: TokenVariant, sent: ResolvedRequest, baseUrl: string): string {
  const words = ['curl', '-sS', '-i', '-X', sent.method, quote(baseUrl.replace(/\/$/, '') + sent.target)];
  const authorization = tokenInShell[token];
  if (authorization !== undefined) words.push('-H', authorizationWord(authorization));
  for (const [name, value] of sent.headers) {
    if (name.toLowerCase() !== contract.authorizationHeader.toLowerCase())
      words.push('-H', quote(`${name}: ${value}`));
  }
  if (sent.chunked) words.push('-H', quote('Transfer-Encoding: chunked'));
  return [...words, ...bodyWords(sent)].join(' ');
}

const authorizationWord = (value: string): string =>
  value === '' ? quote(`${contract.authorizationHeader};`) : `"${contract.authorizationHeader}: ${value}"`;

function bodyWords({ body }: ResolvedRequest): string[] {
  if (body.kind !== 'multipart') return [];
  return body.parts.flatMap((part) => {
    if ('text' in part) return ['--form-string', quote(`${part.name}=${part.text}`)];
    const { fileName, mediaType } = part.file;
    return [
      '-F',
      quote(
        `${part.name}=content;filename="${fileName}"${mediaType === undefined ? '' : `;type=${mediaType}`}`,
      ),
    ];
  });
}
