import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  bundleOas,
  createEmptyRedoclyConfig,
  Source as RedoclySource,
} from '@redocly/openapi-core/lib/bundle-oas';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { type Contract, readContract } from '../../spec/contract.ts';
import { ContractError } from '../../spec/place.ts';
import { UserError } from '../cli/user-error.ts';

/** A file of the spec: its values, and the line of each JSON pointer. */
interface Source {
  /** Its name in messages: `spec/openapi.yaml`. */
  name: string;
  text: string;
  value: unknown;
  lineOf(pointer: string): number;
}

/**
 * Reads the contract from `spec/` of a folder.
 *
 * @throws UserError that names file and line of each mistake.
 */
export async function readSpec(root: string): Promise<Contract> {
  const openapi = await readSource(root, 'openapi.yaml');
  const requirements = await readSource(root, 'requirements.yaml');
  const read = (document: unknown): Contract => {
    try {
      return readContract(document, requirements.value);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      throw mistake(error.file === 'openapi.yaml' ? openapi : requirements, error.pointer, error.message);
    }
  };
  const document = await bundled(root, openapi).catch((error: Error) => {
    // When the bundler fails, the reason is usually a mistake that has a line.
    if (!(error instanceof UserError)) read(openapi.value);
    throw error instanceof UserError ? error : new UserError(`${openapi.name}: ${error.message}`);
  });
  return read(document);
}

const mistake = ({ name, lineOf }: Source, pointer: string, message: string): UserError =>
  new UserError(`${name}:${lineOf(pointer)}: ${message}`);

/** @throws UserError when the file cannot be read, or is not YAML. */
export async function readSource(root: string, file: string): Promise<Source> {
  const name = `spec/${file}`;
  const text = await readFile(join(root, 'spec', file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${name}: cannot be read (${error.code})`);
  });
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true });
  if (document.errors.length > 0) {
    const lines = document.errors.map(({ message, pos }) => {
      const [reason = ''] = message.split(/ at line /);
      return `${name}:${lineCounter.linePos(pos[0]).line}: ${reason}`;
    });
    throw new UserError(lines.join('\n'));
  }
  const lineOf = (pointer: string): number => {
    const path = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    // A missing value gets the line of the nearest place around it.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length).map(asIndex), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { name, text, value: document.toJS(), lineOf };
}

const asIndex = (part: string): string | number =>
  /^\d+$/.test(part) && part.length < 3 ? Number(part) : part;

/** @throws UserError naming the references without a target. */
async function bundled(root: string, { name, text, value, lineOf }: Source): Promise<unknown> {
  // As short as possible: a path may contain what looks like a fragment or an escape.
  const path = relative(process.cwd(), join(root, name));
  const { bundle: result, problems } = await bundleOas({
    // A copy, because bundling changes it.
    doc: { source: new RedoclySource(path, text), parsed: structuredClone(value) },
    config: createEmptyRedoclyConfig(),
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const lines = errors.map(({ message, location: [place] }) => {
      const pointer = place !== undefined && 'pointer' in place ? (place.pointer ?? '') : '';
      return `${name}:${lineOf(pointer.replace(/^#/, ''))}: ${message}`;
    });
    throw new UserError(lines.join('\n'));
  }
  return result.parsed;
}
