import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { contract as builtIn } from '../../generated/contract.ts';
import builtInRules from '../../generated/requirements.json' with { type: 'json' };
import { type Contract, readContract } from '../../spec/contract.ts';
import { ContractError } from '../../spec/place.ts';
import { root } from '../../spec/root.ts';
import { UserError } from '../cli/user-error.ts';

/** A contract, and its changelog. */
export interface ContractSource {
  contract: Contract;
  /** Markdown, in the format of Keep a Changelog; undefined when there is none. */
  changelog?: string;
}

/**
 * Reads a contract from an openapi.yaml, or from a folder with `spec/openapi.yaml` or `openapi.yaml`. Rules and
 * changelog come from the same folder; without its own rules, those of the built-in contract apply.
 *
 * @param path undefined for the built-in contract.
 * @throws UserError that names the file and the place of a mistake.
 */
export async function readContractFrom(path: string | undefined): Promise<ContractSource> {
  if (path === undefined) {
    const changelog = await optional(join(root, 'CHANGELOG.md'));
    return { contract: builtIn, ...(changelog !== undefined && { changelog }) };
  }
  const file = await documentIn(path);
  const folder = dirname(file);
  const document = parsed(file, await readFile(file, 'utf8'));
  const rulesFile = join(folder, 'requirements.yaml');
  const rulesText = await optional(rulesFile);
  const rules = rulesText === undefined ? builtInRules : parsed(rulesFile, rulesText);
  const changelog =
    (await optional(join(folder, 'CHANGELOG.md'))) ?? (await optional(join(folder, '..', 'CHANGELOG.md')));
  return { contract: read(file, document, rules), ...(changelog !== undefined && { changelog }) };
}

function read(file: string, document: unknown, rules: unknown): Contract {
  try {
    return readContract(document, rules);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const place = error.file === 'openapi.yaml' ? file : join(dirname(file), error.file);
    throw new UserError(`${place}#${error.pointer}: ${error.message}`);
  }
}

async function documentIn(path: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`--contract: cannot read ${path} (${error.code}).`);
  });
  if (!found.isDirectory()) return path;
  for (const name of ['spec/openapi.yaml', 'openapi.yaml'])
    if ((await optional(join(path, name))) !== undefined) return join(path, name);
  throw new UserError(
    `--contract: ${path} has neither spec/openapi.yaml nor openapi.yaml. Name the document itself.`,
  );
}

/** YAML includes JSON. */
function parsed(file: string, text: string): unknown {
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault !== undefined) throw new UserError(`${file}: ${fault.message.split('\n')[0]}`);
  return document.toJS();
}

const optional = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
