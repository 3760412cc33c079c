/** What makes responses up: an optional peer of the package. */
export const prismPackage = '@stoplight/prism-http';

/** Nothing can be made up: the package that does it is not there. */
export class MissingPrismError extends Error {
  override name = 'MissingPrismError';
  constructor(
    message = `Made-up responses need Prism, which is not installed. Install it: npm install --save-dev ${prismPackage}`,
  ) {
    super(message);
  }
}
