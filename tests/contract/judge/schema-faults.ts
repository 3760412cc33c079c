import type { ErrorObject } from 'ajv';

/** Ajv's errors, a sentence each. */
export const schemaFaults = (errors: readonly Pick<ErrorObject, 'instancePath' | 'message'>[]): string[] =>
  errors.map(
    ({ instancePath, message }) => `${instancePath.slice(1) || 'the body'} ${message ?? 'does not fit'}`,
  );
