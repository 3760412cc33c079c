import { readFile } from 'node:fs/promises';

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
 * Reads the collection's variables from where Newman's users keep them: an exported environment, and single ones that
 * override it. Empty ones count as not set.
 *
 * @param pairs `key=value`.
 * @param problems collects the errors in them.
 */
export async function readPostmanVariables(
  environment: string | undefined,
  pairs: readonly string[] | undefined,
  problems: string[],
): Promise<Partial<PostmanVariables>> {
  const fromFile = environment === undefined ? [] : await readEnvironment(environment, problems);
  const fromPairs = (pairs ?? []).map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) problems.push(`--env-var must be key=value, not '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const values = Object.fromEntries([...fromFile, ...fromPairs]);
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

async function readEnvironment(path: string, problems: string[]): Promise<(readonly [string, string])[]> {
  try {
    const { values } = JSON.parse(await readFile(path, 'utf8')) as {
      values: { key: string; value: string; enabled?: boolean }[];
    };
    return values.filter(({ enabled }) => enabled !== false).map(({ key, value }) => [key, value]);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is not a Postman environment';
    problems.push(`--environment: cannot read ${path} (${reason})`);
    return [];
  }
}
