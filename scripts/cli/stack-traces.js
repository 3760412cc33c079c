import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Shows places in the sources instead of in a bundle. Node's own source maps would all be read at each start, for errors that
 * most runs do not have.
 */
export function showSourcesInStackTraces() {
  Error.prepareStackTrace = (error, calls) =>
    [Error.prototype.toString.call(error), ...calls.map((call) => `    at ${inSources(String(call))}`)].join(
      '\n',
    );
}

/** @param {string} call a line of a stack trace. */
function inSources(call) {
  return call.replace(/(file:\/\/\S+\.mjs):(\d+):(\d+)/, (place, url, line, column) => {
    const entry = sourceMapOf(url)?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return place;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${fileURLToPath(new URL(originalSource, url))}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

/** @type {Map<string, SourceMap | undefined>} */
const sourceMaps = new Map();

/** @param {string} url of a file. */
function sourceMapOf(url) {
  if (!sourceMaps.has(url)) sourceMaps.set(url, readSourceMap(url));
  return sourceMaps.get(url);
}

/** @param {string} url */
function readSourceMap(url) {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
  } catch {
    return undefined;
  }
}
