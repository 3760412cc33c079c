import type { ContentReader } from '../body-store.ts';
import { ExchangeError, header, malformed, type ReceivedResponse } from '../exchange.ts';
import { createInbox } from '../inbox.ts';
import { contentReader } from './content.ts';
import { createHeadReader, type ResponseHead } from './head.ts';

/**
 * Reads one HTTP/1.1 response from a connection (RFC 9112), piece by piece. Skips interim responses (1xx). Replaces
 * Node's client, which drops a response that arrives before the request is fully sent.
 *
 * Rejects a response that breaks RFC 9110 or 9112 if fetch (undici) or curl rejects it too, or cannot return its content
 * whole and decoded.
 */
export function createResponseReader(method: string) {
  const inbox = createInbox();
  const heads = createHeadReader(inbox);
  let head: ResponseHead | undefined;
  let content: ContentReader | undefined;

  const readHead = (): void => {
    for (let next = heads.read(); next !== undefined; next = heads.read()) {
      if (next.status < 200) continue;
      head = next;
      content = contentReader(head, method);
      content.push(inbox.take(inbox.length));
      return;
    }
  };

  return {
    /** @returns true when the response is complete. @throws ExchangeError when HTTP clients reject it. */
    push(bytes: Buffer): boolean {
      if (content !== undefined) content.push(bytes);
      else {
        inbox.add(bytes);
        readHead();
      }
      return content?.done ?? false;
    },
    /**
     * The connection ended.
     *
     * @returns the response, its content still coded. @throws ExchangeError when it is incomplete.
     */
    finish(): ReceivedResponse {
      if (head === undefined || content === undefined) {
        if (inbox.length > 0 || heads.isInside) throw malformed('its head does not end');
        throw new ExchangeError('reset', 'the connection was closed without a response');
      }
      if (!content.done && !content.endsWithConnection) {
        throw new ExchangeError(
          'reset',
          `the connection was closed inside the response (status ${head.status})`,
        );
      }
      return { ...head, body: content.kept(), cut: content.cut };
    },
    get begun(): boolean {
      return head !== undefined || inbox.length > 0 || heads.isInside;
    },
    /** The connection can take another request (RFC 9112, section 9.3). */
    get keepsConnection(): boolean {
      const closes = /close/i.test(header(head?.headers ?? [], 'connection') ?? '');
      return content?.done === true && !content.endsWithConnection && !closes;
    },
  };
}
