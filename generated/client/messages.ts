// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/** Messages for failures without details, wherever they happen. */
export const messages = {
  TimeoutError: 'It took too long.',
  RedirectError: 'Redirected.',
  AbortError: 'Upload aborted.',
  InvalidRequestError: 'This environment cannot send the request.',
};

/** Removes the token from a text, because a server may repeat it. */
export const hide = (text: string, token: string) => (token ? text.replaceAll(token, '***') : text);
