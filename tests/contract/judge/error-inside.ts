import { jsonObject } from './body.ts';
import type { JudgedContract, JudgedResponse } from './facts.ts';

/** What says that nothing was stored. */
const errorSigns = {
  /** Members that say in so many words whether the upload was taken. */
  flags: ['success', 'ok'],
  /** Members that hold an error, where there is one. */
  errors: ['error', 'errors', 'errorMessage', 'exception', 'fault'],
  /** What JSend and its likes write into `status` for a request that failed. */
  failed: /^(error|fail|failed|failure)$/i,
  /** Texts with which an error member says that there is none. */
  nothing: /^\s*(0|false|null|none)?\s*$/i,
} as const;

/**
 * The sign of an error in a body that comes with 2xx: an upload that was not taken, whatever the status says. Only an
 * explicit word counts: empty errors, codes and members of other names say nothing of the upload.
 */
export function errorInside(
  response: JudgedResponse,
  { success: { members } }: JudgedContract,
): string | undefined {
  const body = jsonObject(response) ?? {};
  const { flags, errors, failed } = errorSigns;
  const denied = flags.find((name) => body[name] === false || body[name] === 'false');
  if (denied !== undefined) return `${denied} false`;
  // What has the identifier of a stored file was stored, whatever else went wrong with it.
  if (typeof body[members.id ?? ''] === 'string') return undefined;
  if (typeof body.status === 'string' && failed.test(body.status)) return `status ${body.status}`;
  return errors.find((name) => saysSomething(body[name]));
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return !errorSigns.nothing.test(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(saysSomething);
  return value === true || (typeof value === 'number' && value !== 0);
}
