// @ts-check
/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/**
 * @typedef {object} Listener
 * @property {(exchanges: Entry[]) => void} restart what there was before
 * @property {(exchange: Entry) => void} add
 * @property {(exchange: Entry) => void} replace it is over
 * @property {() => void} forget
 * @property {(live: boolean) => void} state
 */

/**
 * Follows the journal. The browser connects again by itself when the mock has gone and come back; what came in between
 * is asked for then, and what comes while that is under way is told afterwards.
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
    // Some responses end it for good, such as that of a proxy in front of a mock that is not there.
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
