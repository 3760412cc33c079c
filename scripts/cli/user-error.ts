/** A mistake that the user can fix: shown as its message only, without a stack trace, with exit code 2. */
export class UserError extends Error {
  override name = 'UserError';
}
