/** The package that makes up responses, an optional peer. */
export const prismPackage = '@stoplight/prism-http';

/** The package that makes up responses is not installed. */
export class MissingPrismError extends Error {
  override name = 'MissingPrismError';
  constructor(
    message = `Made-up responses need Prism, which is not installed. Install it: npm install --save-dev ${prismPackage}`,
  ) {
    super(message);
  }
}
