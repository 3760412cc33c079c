// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/**
 * The responses that the spec documents, one member for each status, so that `switch (result.status)` knows what each
 * brings and the compiler tells which are not handled. `response` is the response itself, its body not yet read.
 */
export type Result<Responses> = {
  [Status in keyof Responses & number]: `${Status}` extends `2${string}`
    ? { ok: true; status: Status; data: ContentOf<Responses[Status]>; response: Response }
    : { ok: false; status: Status; problem: ContentOf<Responses[Status]>; response: Response };
}[keyof Responses & number];

type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;
