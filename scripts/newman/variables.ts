import { readFile } from 'node:fs/promises';
import { UserError } from '../cli/user-error.ts';

const names = [
  'baseUrl',
  'clientId',
  'accountId',
  'foreignAccountId',
  'token',
  'documentTypePointer',
] as const;

/** The variables that the collection reads. */
export type PostmanVariables = Record<(typeof names)[number], string>;

/**
 * Reads the collection's variables from where Newman's users have them: an exported environment, and single ones in
 * front of it. Those that are empty count as not set.
 *
 * @param pairs `key=value`.
 * @throws UserError when the file is no Postman environment.
 */
export async function readPostmanVariables(
  environment: string | undefined,
  pairs: readonly string[] = [],
): Promise<Partial<PostmanVariables>> {
  const fromFile = environment === undefined ? [] : await readEnvironment(environment);
  const fromPairs = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UserError(`--env-var wants key=value, not '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const values = Object.fromEntries([...fromFile, ...fromPairs]);
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

async function readEnvironment(path: string): Promise<(readonly [string, string])[]> {
  try {
    const { values } = JSON.parse(await readFile(path, 'utf8')) as {
      values: { key: string; value: string; enabled?: boolean }[];
    };
    return values.filter(({ enabled }) => enabled !== false).map(({ key, value }) => [key, value]);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is no Postman environment';
    throw new UserError(`--environment: cannot read ${path} (${reason})`);
  }
}
