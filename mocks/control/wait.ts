import type { JournalEntry } from '../admin/journal/entry.ts';
import type { Journal } from '../admin/journal/journal.ts';
import type { ReadFilter } from './filter.ts';

/** Default time to wait for a request, in milliseconds. */
const defaultTimeout = 5_000;

/** How many other requests an error lists: the last ones. */
const mostListed = 10;

/**
 * Waits for the first matching entry; one already in the journal counts.
 *
 * @param asked the filter in words.
 */
export function waitFor(
  journal: Journal,
  filter: ReadFilter,
  asked: string,
  timeout = defaultTimeout,
): Promise<JournalEntry> {
  if (typeof timeout !== 'number' || !(timeout >= 0))
    throw new TypeError(`waitForRequest: timeout ${timeout} is not a number of milliseconds.`);
  const [first] = journal.list(filter);
  if (first !== undefined) return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      leave();
    };
    const give = (reason: string): void => {
      end();
      reject(new Error(`No request with ${asked} ${reason}. ${listed(journal.list())}`));
    };
    const timer = setTimeout(give, timeout, `arrived within ${timeout} ms`);
    const leave = journal.follow((event) => {
      if (event.kind === 'ended') return give('arrived before the mock was closed');
      if (event.kind === 'forgotten') return;
      const [found] = journal.list(filter);
      if (found === undefined) return;
      end();
      resolve(found);
    });
  });
}

function listed(entries: readonly JournalEntry[]): string {
  if (entries.length === 0) return 'No other request arrived.';
  const lines = entries.slice(-mostListed).map((entry) => `\n  ${inWords(entry)}`);
  const before = entries.length - lines.length;
  return `Other requests:${before > 0 ? `\n  … ${before} earlier` : ''}${lines.join('')}`;
}

/** An entry in one line. */
function inWords({ id, request, bytes, response, answered, ruling }: JournalEntry): string {
  const parts = request.parts.map((part) =>
    part.kind === 'file'
      ? `${part.name}: file ${JSON.stringify(part.fileName)} of ${part.size} bytes`
      : `${part.name}: ${JSON.stringify(part.value)}`,
  );
  const what = [`${request.method} ${request.path}`, response?.status ?? answered, ruling?.outcome];
  const sent = parts.length > 0 ? ` (${parts.join(', ')})` : ` (${bytes} bytes)`;
  return `${id}. ${what.filter((word) => word !== undefined).join(' ')}${sent}`;
}
