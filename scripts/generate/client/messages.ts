/** For failures that carry no detail, wherever they happen. */
export const messages = {
  TimeoutError: 'The answer took too long.',
  RedirectError: 'The server redirects.',
  AbortError: 'The upload was aborted.',
};
