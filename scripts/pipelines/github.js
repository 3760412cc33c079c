import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

// The interface of GitHub Actions: files for outputs and state, and commands on standard output. Source:
// docs.github.com, "Workflow commands for GitHub Actions".

/**
 * Writes values into one of GitHub's files. The delimiter is random, so no value can end early or set another.
 *
 * @param {'GITHUB_OUTPUT' | 'GITHUB_STATE'} file
 * @param {Record<string, string | number>} values
 */
export function write(file, values) {
  const path = process.env[file];
  if (!path) return;
  const lines = Object.entries(values).map(([name, value]) => {
    const delimiter = `end_${randomUUID()}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  appendFileSync(path, lines.join(''));
}

/**
 * Shows a line as an annotation.
 *
 * @param {'notice' | 'warning' | 'error'} kind
 * @param {string} text
 */
export function annotate(kind, text) {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${kind}::${data}`);
}

/**
 * The value of an input, as GitHub passes it to JavaScript actions: its name in capitals, with dashes kept.
 *
 * @param {string} name
 */
export const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
