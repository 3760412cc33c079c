/** For failures that carry no detail, wherever they happen. */
export const messages = {
  TimeoutError: 'It took too long.',
  RedirectError: 'Redirected.',
  AbortError: 'Upload aborted.',
};
