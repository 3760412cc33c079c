/** A response whose body is still a value. */
export interface RenderedResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A response that the contract documents, by the name of its example; null when the status has none. */
export type NamedResponse = RenderedResponse & { example: string | null };

/** The content as it is sent: texts of other media types than JSON as they are. */
export function contentOf({ headers, body }: RenderedResponse): string {
  if (body === undefined) return '';
  return typeof body === 'string' && !isJson(headers['Content-type'] ?? '') ? body : JSON.stringify(body);
}

/** Whether a body of this media type can be generated. */
export const isMade = (mediaType: string): boolean => isJson(mediaType) || mediaType === 'text/plain';

export const isJson = (mediaType: string): boolean => /[/+]json$/i.test(mediaType);
