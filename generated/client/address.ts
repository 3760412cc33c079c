// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/**
 * Checks where uploads go, before the first one is sent.
 *
 * @param parameter the name of the option that holds the client's id.
 * @returns the whole address, without slashes at its end.
 * @throws TypeError naming the option and what to do.
 */
export function checkAddress(baseUrl: string, clientId: string, parameter: string): string {
  const address = readAddress(baseUrl);
  if (!address) {
    // It is not repeated: it may hold a password.
    throw new TypeError('baseUrl is no address like https://example.com/prefix.');
  }
  // Dots would vanish from the path, and whoever reads it would take the next segment for the client. Half a surrogate
  // pair has no encoding.
  if (!clientId || /^\.\.?$|\p{Cs}/u.test(clientId))
    throw new TypeError(`${parameter} is no segment of a path.`);
  return address.replace(/\/+$/, '');
}

function readAddress(baseUrl: string): string | false {
  try {
    // In a page, an address may be relative to it; the `fetch` of a test environment knows of no page. Blanks at its ends
    // would stand within what is sent, and `fetch` takes no credentials.
    const { href } = new URL(baseUrl, globalThis.document?.baseURI ?? globalThis.location?.href);
    return !/\s/.test(baseUrl) && /^https?:\/\/[^/@]+\/[^?#]*$/.test(href) && href;
  } catch {
    return false;
  }
}
