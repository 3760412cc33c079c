/** Redacts the secrets of this process from everything it writes. Secrets are added as they become known. */
const known = new Set<string>();

/** Redacts a value in error messages from now on. */
export function keepSecret(value: string | undefined): void {
  if (value !== undefined && value !== '') known.add(value);
}

/** Forgets all secrets: those of one run of a command do not apply to the next. */
export const forgetSecrets = (): void => known.clear();

/** Redacts an error message or a stack trace. Loads the redactor only when there is something to print. */
export async function redactError(text: string): Promise<string> {
  const { createRedactor } = await import('../../tests/contract/report/redact.ts');
  return createRedactor('', [...known])(text);
}
