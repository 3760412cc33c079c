// @ts-check
/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/**
 * @typedef {object} Listener
 * @property {(exchanges: Entry[]) => void} restart the earlier exchanges
 * @property {(exchange: Entry) => void} add
 * @property {(exchange: Entry) => void} replace the exchange has ended
 * @property {() => void} forget
 * @property {(live: boolean) => void} state
 */

/**
 * Follows the journal. The browser reconnects by itself after the mock restarts. The page then requests what it missed,
 * and holds back events until that list has arrived.
 *
 * @param {Listener} listener
 */
export function follow(listener) {
  const source = new EventSource('requests/stream');
  /** @type {Entry[] | undefined} */
  let waiting;
  source.addEventListener('open', async () => {
    waiting = [];
    const past = await list().catch(() => []);
    const last = past.at(-1)?.id ?? 0;
    listener.restart(past);
    for (const exchange of waiting) {
      if (exchange.id > last) listener.add(exchange);
      else listener.replace(exchange);
    }
    waiting = undefined;
    listener.state(true);
  });
  source.addEventListener('exchange', ({ data }) => {
    const exchange = JSON.parse(data);
    if (waiting) waiting.push(exchange);
    else listener.add(exchange);
  });
  source.addEventListener('over', ({ data }) => {
    const exchange = JSON.parse(data);
    if (waiting) waiting = [...waiting.filter(({ id }) => id !== exchange.id), exchange];
    else listener.replace(exchange);
  });
  source.addEventListener('forgotten', () => {
    waiting?.splice(0);
    listener.forget();
  });
  source.addEventListener('error', () => {
    listener.state(false);
    // Some responses end the stream for good, such as a proxy's when the mock is down.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(follow, retryAfter, listener);
  });
}

const retryAfter = 2000;

/** @returns {Promise<Entry[]>} the oldest first */
async function list() {
  const response = await fetch('requests');
  return response.json();
}

/** Forgets what was uploaded. */
export const forgetAll = () => fetch('requests', { method: 'DELETE' });
