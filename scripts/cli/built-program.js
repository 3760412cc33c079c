import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { showSourcesInStackTraces } from './stack-traces.js';
import { loadTypeScript } from './typescript-loader.js';

/** Inside node_modules, so that a fresh install removes the builds. */
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'upload-contract');

/** Milliseconds for which an older build is kept: a running program may still load some of its files. */
const kept = 7 * 24 * 3_600_000;

/**
 * Imports a TypeScript program of this repository, bundled into a few files: loading each source separately takes three
 * times as long. It rebuilds the bundle when a source has changed. If that fails, it loads the sources themselves.
 *
 * @param {string} path the program's absolute path.
 */
export async function importProgram(path) {
  const place = join(cache, createHash('sha256').update(path).digest('hex').slice(0, 16));
  const name = readBuild(place) ?? (await build(path, place).catch(() => undefined));
  if (name === undefined) {
    await loadTypeScript();
    return import(pathToFileURL(path).href);
  }
  // Node 22 and newer cache V8's compiled code.
  if ('enableCompileCache' in module) module.enableCompileCache(join(cache, 'compiled'));
  showSourcesInStackTraces();
  return import(pathToFileURL(join(place, name)).href);
}

const manifestOf = (/** @type {string} */ place) => join(place, 'build.json');

/** @param {string} source */
function stamp(source) {
  const { mtimeMs, size } = statSync(source);
  return `${mtimeMs} ${size}`;
}

/**
 * @param {string} place the folder of a build.
 * @returns {string | undefined} the name of the program in it, unless a source has changed since.
 */
function readBuild(place) {
  try {
    const { name, sources } = JSON.parse(readFileSync(manifestOf(place), 'utf8'));
    return Object.entries(sources).every(([source, then]) => stamp(source) === then) ? name : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} place
 * @returns {Promise<string | undefined>} the name of the program in that folder.
 */
async function build(path, place) {
  const esbuild = await import('esbuild');
  /** @type {Record<string, string>} */
  const sources = {};
  const { outputFiles } = await esbuild
    .build({
      entryPoints: { program: path },
      outdir: place,
      // With `.js`, Node would parse each file twice to find out what it is.
      outExtension: { '.js': '.mjs' },
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      bundle: true,
      splitting: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      sourcemap: 'linked',
      sourcesContent: false,
      write: false,
      logLevel: 'silent',
      plugins: [chosenPackages, readSources(esbuild, sources)],
    })
    .finally(() => void esbuild.stop());
  mkdirSync(place, { recursive: true });
  const files = outputFiles.map((file) => ({ name: basename(file.path), contents: file.contents }));
  for (const { name, contents } of files) write(join(place, name), contents);
  const name = files.map((file) => file.name).find((file) => /^program-.*\.mjs$/.test(file));
  write(manifestOf(place), JSON.stringify({ path, name, sources }));
  prune(place, new Set(files.map((file) => file.name)));
  return name;
}

/** Ajv, its formats, and what they need: many small files, which Node takes long to find. */
const bundled = /^(ajv|ajv-formats|fast-deep-equal|fast-uri|json-schema-traverse)(\/|$)/;

/** @type {import('esbuild').Plugin} */
const chosenPackages = {
  name: 'chosen-packages',
  setup(build) {
    build.onResolve({ filter: bundled }, ({ path, resolveDir }) => ({
      path: module.createRequire(join(resolveDir, 'importer.js')).resolve(path),
    }));
  },
};

/**
 * Reads sources for esbuild, and records their state. Replaces a module's own path by that of its source.
 *
 * @param {import('esbuild')} esbuild
 * @param {Record<string, string>} sources
 * @returns {import('esbuild').Plugin}
 */
function readSources({ transform }, sources) {
  return {
    name: 'sources',
    setup(build) {
      build.onLoad({ filter: /\.([jt]s|json)$/ }, async ({ path }) => {
        // Recorded before reading, so that a change in between is noticed the next time.
        sources[path] = stamp(path);
        const contents = readFileSync(path, 'utf8');
        if (path.endsWith('.json')) return { contents, loader: 'json' };
        const loader = path.endsWith('.ts') ? 'ts' : 'js';
        if (!contents.includes('import.meta.')) return { contents, loader };
        const define = {
          'import.meta.dirname': JSON.stringify(dirname(path)),
          'import.meta.filename': JSON.stringify(path),
          'import.meta.url': JSON.stringify(pathToFileURL(path).href),
        };
        const { code } = await transform(contents, { loader, format: 'esm', define });
        return { contents: code, loader: 'js' };
      });
    },
  };
}

/**
 * Writes a file that others may be reading.
 *
 * @param {string} path
 * @param {string | Uint8Array} contents
 */
function write(path, contents) {
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

/**
 * Removes the files of older builds, and the builds of programs that no longer exist.
 *
 * @param {string} place
 * @param {ReadonlySet<string>} current
 */
function prune(place, current) {
  for (const name of readdirSync(place)) {
    const path = join(place, name);
    if (path !== manifestOf(place) && !current.has(name) && Date.now() - statSync(path).mtimeMs > kept)
      rmSync(path, { force: true });
  }
  for (const other of readdirSync(cache).map((name) => join(cache, name))) {
    if (!existsSync(manifestOf(other))) continue;
    const { path } = JSON.parse(readFileSync(manifestOf(other), 'utf8'));
    if (!existsSync(path)) rmSync(other, { recursive: true, force: true });
  }
}
