import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { write } from './github.js';

// Finds the program for an action: the installed one next to it, otherwise the package of the same version from the
// registry, or else the checkout with its dependencies.

/** The checkout of the action. */
const root = join(import.meta.dirname, '..', '..');

/**
 * Makes the program available.
 *
 * @param {string} version of the package; empty for that of the action.
 * @returns {string} the path of the module behind `upload-contract`.
 * @throws {Error} with a message for people.
 */
export function install(version) {
  if (version !== '' && !/^[\w.+-]+$/.test(version))
    throw new Error(
      'The input `version` must be a version of the package, such as 1.2.3, or a tag of the registry.',
    );
  const here = join(root, 'scripts', 'upload-contract.js');
  if (version === '' && existsSync(join(root, 'node_modules', 'commander'))) return here;
  const requested = version || JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  const installed = fromRegistry(requested);
  if (installed !== undefined) return installed;
  // The registry has no package of a fork, or of a commit between releases: the checkout is that program.
  if (version === '' && npm(['ci', ...quietly], root)) return here;
  throw new Error(
    `Could not install upload-contract@${requested}. The log above says why. To install another version, set the input \`version\`.`,
  );
}

const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** @param {string} version */
function fromRegistry(version) {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'upload-contract-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  if (!npm(['install', ...quietly, `upload-contract@${version}`], folder)) return undefined;
  const installed = join(folder, 'node_modules', 'upload-contract');
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  return join(installed, bin['upload-contract']);
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  // On Windows npm is a script, which only a shell runs; no argument needs quotes.
  const { status } = spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

/** @param {string} version */
const isOldNode = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (isOldNode(process.versions.node))
      throw new Error(
        `Node 20.19 or newer is needed, not ${process.versions.node}: run actions/setup-node first.`,
      );
    write('GITHUB_OUTPUT', { bin: install(process.env.INPUT_VERSION ?? '') });
  } catch (error) {
    console.log(`::error::${/** @type {Error} */ (error).message}`);
    process.exitCode = 2;
  }
}
