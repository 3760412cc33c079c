// @ts-check
import { facts } from './facts.js';

const { basePath, path, clientIdParameter } = facts;
const above = new URL('..', document.baseURI).href.slice(0, -1);

/** What paths are below: the page is served below the base path, and here. */
export const root = above.endsWith(basePath) ? above.slice(0, -basePath.length || undefined) : above;

export const mockUrl = root + basePath;

/** @param {string} clientId */
export const uploadUrl = (clientId) =>
  root + path.replace(`{${clientIdParameter}}`, () => encodeURIComponent(clientId));
