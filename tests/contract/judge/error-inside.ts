import { jsonObject } from './body.ts';
import type { JudgedContract, JudgedResponse } from './facts.ts';

/** Values that mean that nothing was stored. */
const errorSigns = {
  /** Members that state whether the upload was accepted. */
  flags: ['success', 'ok'],
  /** Members that hold an error, if there is one. */
  errors: ['error', 'errors', 'errorMessage', 'exception', 'fault'],
  /** Values of `status` for a failed request, as in JSend. */
  failed: /^(error|fail|failed|failure)$/i,
  /** Texts in an error member that mean that there is none. */
  nothing: /^\s*(0|false|null|none)?\s*$/i,
} as const;

/**
 * Finds an error in the body of a 2xx response: the upload was not stored, whatever the status says. Only explicit
 * values count. Empty errors, codes and other members say nothing about the upload.
 */
export function errorInside(
  response: JudgedResponse,
  { success: { members } }: JudgedContract,
): string | undefined {
  const body = jsonObject(response) ?? {};
  const { flags, errors, failed } = errorSigns;
  const denied = flags.find((name) => body[name] === false || body[name] === 'false');
  if (denied !== undefined) return `${denied} false`;
  // A response with the id of a stored file did store it, whatever else went wrong.
  if (typeof body[members.id ?? ''] === 'string') return undefined;
  if (typeof body.status === 'string' && failed.test(body.status)) return `status ${body.status}`;
  return errors.find((name) => saysSomething(body[name]));
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return !errorSigns.nothing.test(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(saysSomething);
  return value === true || (typeof value === 'number' && value !== 0);
}
