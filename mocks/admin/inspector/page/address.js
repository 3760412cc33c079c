// @ts-check
import { facts } from './facts.js';

/** Where the mock is; the page lies one level below. */
export const mockUrl = new URL('..', document.baseURI).href.replace(/\/$/, '');

/**
 * Where a client uploads to.
 *
 * @param {string} clientId
 */
export const uploadUrl = (clientId) =>
  mockUrl + facts.path.replace(`{${facts.clientIdParameter}}`, () => encodeURIComponent(clientId));
