import { ExchangeError, malformed } from '../exchange.ts';
import { type Inbox, longestLines } from '../inbox.ts';

export interface ResponseHead {
  status: number;
  reason: string;
  headers: [name: string, value: string][];
}

const statusLine = /^HTTP\/1\.[01] ([1-9]\d\d)(?: ([^\0\r]*))?$/;

/** A first line longer than this is not quoted: cutting it could leave half a token, which nothing would redact. */
const longestCited = 200;

/** RFC 9110, section 5.6.2. */
const fieldName = /^[!#$%&'*+.^_`|~\w-]+$/;

/** RFC 9110, section 5.5: no control character except the tab. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Reads the heads of responses in order: interim ones, and the final one. */
export function createHeadReader(inbox: Inbox) {
  let head: ResponseHead | undefined;
  let size = 0;
  return {
    /** @returns the next head once it is complete. @throws ExchangeError when HTTP clients reject it. */
    read(): ResponseHead | undefined {
      if (head === undefined) refuseOtherProtocols(inbox.peek(16));
      for (let line = inbox.takeLine(); line !== undefined; line = inbox.takeLine()) {
        size += line.length;
        if (size > longestLines) throw malformed('its head is too long');
        if (head === undefined) head = parseStatusLine(line);
        else if (line !== '') head.headers.push(parseField(line));
        else {
          const complete = head;
          head = undefined;
          return complete;
        }
      }
      return undefined;
    },
    /** The head of a response has begun and not ended. */
    get isInside(): boolean {
      return head !== undefined;
    },
  };
}

/** Checked early: a server that speaks another protocol may wait for the client, and never end its line. */
function refuseOtherProtocols(start: string): void {
  const text = start.trimStart();
  if (text.length >= 5 && !/^https?\//i.test(text))
    throw new ExchangeError('not-http', 'the response is not HTTP');
}

function parseStatusLine(line: string): ResponseHead {
  const [, status, reason = ''] = statusLine.exec(line) ?? [];
  if (status === undefined) {
    throw malformed(
      line.length > longestCited ? 'its status line is malformed' : `its status line is malformed: ${line}`,
    );
  }
  if (status === '101') throw malformed('it switches to a protocol that the request did not ask for');
  return { status: Number(status), reason, headers: [] };
}

/** A field line of a head or a trailer (RFC 9112, section 5): no folding, no whitespace before the colon. */
export function parseField(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 0) throw malformed('a field line has no colon');
  const name = line.slice(0, colon);
  const value = line.slice(colon + 1);
  if (/^[ \t]/.test(line)) throw malformed('a field line is folded');
  if (!fieldName.test(name))
    throw malformed(name === '' ? 'a field has no name' : 'a field name is not a token');
  if (!fieldValue.test(value)) throw malformed('a field value contains a control character');
  return [name, value.trim()];
}
