// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/**
 * Checks where uploads go, before the first one is sent.
 *
 * @param parameter the name of the option that holds the client's id.
 * @returns the address without slashes at its end.
 * @throws TypeError naming the option and what to do.
 */
export function checkAddress(baseUrl: string, clientId: string, parameter: string): string {
  if (!isAddress(baseUrl)) {
    throw new TypeError(
      `baseUrl "${baseUrl}" is no address. Give scheme and host, as in https://example.com.`,
    );
  }
  // Dots would vanish from the path, and whoever reads it would take the next segment for the client.
  if (typeof clientId !== 'string' || /^\.{0,2}$/.test(clientId)) {
    throw new TypeError(`${parameter} is no segment of a path. Give your identifier within the system.`);
  }
  return baseUrl.replace(/\/+$/, '');
}

/** In a page, an address may be relative to it. */
function isAddress(baseUrl: string): boolean {
  try {
    const { protocol } = new URL(baseUrl, globalThis.location?.href);
    return /^https?:$/.test(protocol) && !/[?#]/.test(baseUrl);
  } catch {
    return false;
  }
}
