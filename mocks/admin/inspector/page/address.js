// @ts-check
import { facts } from './facts.js';

const above = new URL('..', document.baseURI).href.replace(/\/$/, '');

/** Where the mock is; the page lies one level below it, or below the root when there is a base path. */
export const mockUrl = above.endsWith(facts.basePath) ? above : above + facts.basePath;

/** What the paths of requests are below. */
export const rootUrl = mockUrl.slice(0, mockUrl.length - facts.basePath.length);

/**
 * Where a client uploads to.
 *
 * @param {string} clientId
 */
export const uploadUrl = (clientId) =>
  mockUrl + facts.path.replace(`{${facts.clientIdParameter}}`, () => encodeURIComponent(clientId));
