/** A mistake that the user can mend: shown as its message alone, without a stack trace, with exit code 2. */
export class UserError extends Error {
  override name = 'UserError';
}
