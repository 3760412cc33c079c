/**
 * Validates the upload address before the first upload.
 *
 * @param parameter the name of the option with the client's id.
 * @returns the complete address, without trailing slashes.
 * @throws TypeError naming the option and the fix.
 */
export function checkAddress(baseUrl: string, clientId: string, parameter: string): string {
  const address = readAddress(baseUrl);
  if (!address) {
    // Not quoted, because it may contain a password.
    throw new TypeError('baseUrl is not an address such as https://example.com/prefix.');
  }
  // Dots would disappear from the path, and the server would take the next segment for the client. Half a surrogate pair
  // has no encoding.
  if (!clientId || /^\.\.?$|\p{Cs}/u.test(clientId))
    throw new TypeError(`${parameter} is not a path segment.`);
  return address.replace(/\/+$/, '');
}

function readAddress(baseUrl: string): string | false {
  try {
    // In a page, an address may be relative; the `fetch` of a test environment has no page. Whitespace at its ends would
    // become part of the URL, and `fetch` rejects credentials.
    const { href } = new URL(baseUrl, globalThis.document?.baseURI ?? globalThis.location?.href);
    return !/\s/.test(baseUrl) && /^https?:\/\/[^/@]+\/[^?#]*$/.test(href) && href;
  } catch {
    return false;
  }
}
