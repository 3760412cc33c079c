/** The package that generates responses, an optional peer. */
export const prismPackage = '@stoplight/prism-http';

/** The package that generates responses is not installed. */
export class MissingPrismError extends Error {
  override name = 'MissingPrismError';
  constructor(
    message = `Generated responses need Prism, which is not installed. Install it: npm install --save-dev ${prismPackage}`,
  ) {
    super(message);
  }
}
