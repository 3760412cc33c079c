import { ExchangeError, type TransportErrorKind } from './exchange.ts';

/** What a tester can do about a TLS error, by Node's error code. */
const tlsHints: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed; name it with --ca FILE',
  SELF_SIGNED_CERT_IN_CHAIN: 'a private authority signed the certificate; name it with --ca FILE',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'an unknown authority signed the certificate; name it with --ca FILE',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'an unknown authority signed the certificate; name it with --ca FILE',
  UNABLE_TO_GET_ISSUER_CERT: 'an unknown authority signed the certificate; name it with --ca FILE',
  CERT_HAS_EXPIRED: 'the certificate has expired; the deployment needs a new one',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet; check the clocks of both machines',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host; check the host in --base-url',
  EPROTO:
    'the deployment does not use TLS here, or asks for a client certificate; check https:// in --base-url, or name --cert and --key',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the deployment does not use TLS here; check https:// in --base-url',
};

/** Turns an error of the operating system or of TLS into a kind and a sentence that says what to do. */
export function explain(error: NodeJS.ErrnoException): ExchangeError {
  if (error instanceof ExchangeError) return error;
  const code = error.code ?? '';
  const hint = tlsHints[code];
  if (hint !== undefined) return new ExchangeError('tls', `TLS: ${hint} (${code})`);
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    const certificate = /certificate/i.test(error.message)
      ? '; name a client certificate with --cert and --key'
      : '';
    return new ExchangeError('tls', `TLS: ${error.message}${certificate}`);
  }
  return new ExchangeError(kindOf(code), `${error.message}`);
}

function kindOf(code: string): TransportErrorKind {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-not-found';
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT'].includes(code))
    return 'unreachable';
  return 'reset';
}
