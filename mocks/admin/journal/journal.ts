import { contract } from '../../../generated/contract.ts';
import type { ExchangeRecord } from '../../gate/exchange.ts';
import { type Entry, type Exchange, entryOf, show } from './entry.ts';

/** Which exchanges are meant; members that are left out don't matter. */
export interface ExchangeFilter {
  /** The status that was answered. */
  status?: number;
  /** The account that was sent. */
  account?: string;
  /** The document type that was set; empty for none. */
  type?: string;
  /** The name of a file that was sent. */
  fileName?: string;
  /** Only what came at this time or later. */
  since?: Date;
}

type JournalEvent = { kind: 'exchange'; exchange: Exchange } | { kind: 'forgotten' } | { kind: 'ended' };

/** The last exchanges of a mock, the oldest first. */
export interface Journal {
  add(record: ExchangeRecord): void;
  list(filter?: ExchangeFilter): Exchange[];
  find(id: number): Exchange | undefined;
  forget(): void;
  /** Says that nothing more will come. */
  end(): void;
  /** Tells of everything from now on. @returns what ends it. */
  follow(listener: (event: JournalEvent) => void): () => void;
}

const capacity = 500;

/** @param tokens are masked wherever they stand, whoever sent them. */
export function createJournal(tokens: readonly string[] = []): Journal {
  const listeners = new Set<(event: JournalEvent) => void>();
  let entries: Entry[] = [];
  let count = 0;
  const tell = (event: JournalEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    add(record) {
      count += 1;
      const entry = entryOf(count, record, tokens);
      entries.push(entry);
      // Cut now and then, not each time: moving 500 entries for each upload would show.
      if (entries.length >= 2 * capacity) entries = entries.slice(-capacity);
      if (listeners.size === 0) return;
      tell({ kind: 'exchange', exchange: show(entry, tokens) });
    },
    list: (filter = {}) =>
      entries
        .slice(-capacity)
        .filter((entry) => fits(entry, filter))
        .map((entry) => show(entry, tokens)),
    find(id) {
      const entry = entries.slice(-capacity).find((each) => each.id === id);
      return entry && show(entry, tokens);
    },
    forget() {
      entries = [];
      tell({ kind: 'forgotten' });
    },
    end: () => tell({ kind: 'ended' }),
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function fits({ answer, parts, ruling, receivedAt }: Entry, filter: ExchangeFilter): boolean {
  const { status, account, type, fileName, since } = filter;
  if (status !== undefined && (answer?.fate !== undefined || answer?.status !== status)) return false;
  if (account !== undefined && accountOf(parts) !== account) return false;
  if (type !== undefined && (ruling?.documentType ?? '') !== type) return false;
  if (fileName !== undefined && !parts.some((part) => part.kind === 'file' && part.fileName === fileName))
    return false;
  return since === undefined || receivedAt >= since.getTime();
}

function accountOf(parts: Entry['parts']): string | undefined {
  const part = parts.find(({ kind, name }) => kind === 'field' && name === contract.fields.account);
  return part?.kind === 'field' ? part.value : undefined;
}
