/** What must not show in anything this process writes, gathered as it becomes known. */
const known = new Set<string>();

/** Keeps a value out of error messages from now on. */
export function keepSecret(value: string | undefined): void {
  if (value !== undefined && value !== '') known.add(value);
}

/** Forgets them: the secrets of one run of a command are none of the next one's. */
export const forgetSecrets = (): void => known.clear();

/** Redacts an error message or a stack trace. The redactor is loaded only when there is something to print. */
export async function redactError(text: string): Promise<string> {
  const { createRedactor } = await import('../../tests/contract/report/redact.ts');
  return createRedactor('', [...known])(text);
}
