// @ts-check
import { facts } from './facts.js';

const { basePath, path, clientIdParameter } = facts;
const above = new URL('..', document.baseURI).href.slice(0, -1);

/** Paths are relative to this: the page is served below the base path, and below the journal's path. */
export const root = above.endsWith(basePath) ? above.slice(0, -basePath.length || undefined) : above;

export const mockUrl = root + basePath;

/** @param {string} clientId */
export const uploadUrl = (clientId) =>
  root + path.replace(`{${clientIdParameter}}`, () => encodeURIComponent(clientId));
