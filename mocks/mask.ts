/** What stands in the place of a token. */
export const masked = '***';

/** A token of less than four characters stands in too many texts by chance. */
const shortest = 4;

/** Masks a token wherever it stands in a text. */
export const maskToken = (text: string, token: string | undefined): string =>
  token === undefined || token.length < shortest ? text : text.replaceAll(token, masked);
