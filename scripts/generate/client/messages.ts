/** For failures that carry no detail, wherever they happen. */
export const messages = {
  TimeoutError: 'It took too long.',
  RedirectError: 'Redirected.',
  AbortError: 'Upload aborted.',
  InvalidRequestError: 'No request can be made of it here.',
};

/** A text without the token, which a server may repeat. */
export const hide = (text: string, token: string) => (token ? text.replaceAll(token, '***') : text);
