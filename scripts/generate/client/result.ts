/**
 * The responses that the spec documents, one member per status. In `switch (result.status)` the compiler knows the body
 * of each, and reports those not handled. `response` is the unread response itself.
 */
export type Result<Responses> = {
  [Status in keyof Responses & number]: `${Status}` extends `2${string}`
    ? { ok: true; status: Status; data: ContentOf<Responses[Status]>; response: Response }
    : { ok: false; status: Status; problem: ContentOf<Responses[Status]>; response: Response };
}[keyof Responses & number];

type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;
