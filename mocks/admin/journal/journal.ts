import type { Contract } from '../../../spec/contract.ts';
import type { HandledRequest } from '../../gate/handled-request.ts';
import { entryOf, finish, type JournalEntry, type KeptEntry, show } from './entry.ts';

/** Which exchanges are meant; members that are left out don't matter. */
export interface JournalFilter {
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

/** An exchange is told of when its response is decided, and when it is over. */
type JournalEvent =
  | { kind: 'exchange' | 'over'; exchange: JournalEntry }
  | { kind: 'forgotten' }
  | { kind: 'ended' };

/** The last exchanges of a mock, the oldest first. */
export interface Journal {
  /**
   * Notes an exchange whose response is decided. One that began before everything was forgotten is not noted.
   *
   * @returns the entry's number; 0 for none.
   */
  add(record: HandledRequest): number;
  /** Notes how an exchange ended, when its entry is still there. */
  finish(id: number, record: HandledRequest): void;
  list(filter?: JournalFilter): JournalEntry[];
  find(id: number): JournalEntry | undefined;
  forget(): void;
  /** Says that nothing more will come. */
  end(): void;
  /** Tells of everything from now on. @returns what ends it. */
  follow(listener: (event: JournalEvent) => void): () => void;
}

const capacity = 500;

/** Bytes of memory, for all entries together. */
const mostBytes = 32 * 1024 ** 2;

/** @param tokens are masked wherever they stand, whoever sent them. */
export function createJournal(contract: Contract, tokens: readonly string[] = []): Journal {
  const listeners = new Set<(event: JournalEvent) => void>();
  let entries: KeptEntry[] = [];
  let bytes = 0;
  let count = 0;
  let forgottenAt = Number.NEGATIVE_INFINITY;
  const drop = (number: number): void => {
    for (const { size } of entries.splice(0, number)) bytes -= size;
  };
  /** Numbers count up without a gap. */
  const entryAt = (id: number): KeptEntry | undefined => entries[id - (entries[0]?.id ?? id)];
  const tell = (event: JournalEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    add(record) {
      if (record.startedAt <= forgottenAt) return 0;
      count += 1;
      const entry = entryOf(count, record, contract, tokens);
      entries.push(entry);
      bytes += entry.size;
      // Cut now and then, not each time: moving 500 entries for each upload would show.
      if (entries.length >= 2 * capacity) drop(entries.length - capacity);
      while (bytes > mostBytes) drop(1);
      if (listeners.size > 0) tell({ kind: 'exchange', exchange: show(entry, contract, tokens) });
      return count;
    },
    finish(id, record) {
      const entry = entryAt(id);
      if (entry === undefined) return;
      finish(entry, record);
      if (listeners.size > 0) tell({ kind: 'over', exchange: show(entry, contract, tokens) });
    },
    list: (filter = {}) =>
      entries
        .slice(-capacity)
        .filter((entry) => fits(entry, filter, contract))
        .map((entry) => show(entry, contract, tokens)),
    find(id) {
      const entry = id > count - capacity ? entryAt(id) : undefined;
      return entry && show(entry, contract, tokens);
    },
    forget() {
      entries = [];
      bytes = 0;
      forgottenAt = performance.now();
      tell({ kind: 'forgotten' });
    },
    end: () => tell({ kind: 'ended' }),
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function fits(
  { response, parts, ruling, receivedAt }: KeptEntry,
  filter: JournalFilter,
  { fields }: Contract,
): boolean {
  const { status, account, type, fileName, since } = filter;
  if (status !== undefined && (response?.fate !== undefined || response?.status !== status)) return false;
  if (account !== undefined && accountOf(parts, fields.account) !== account) return false;
  if (type !== undefined && (ruling?.documentType ?? '') !== type) return false;
  if (fileName !== undefined && !parts.some((part) => part.kind === 'file' && part.fileName === fileName))
    return false;
  return since === undefined || receivedAt >= since.getTime();
}

function accountOf(parts: KeptEntry['parts'], field: string | undefined): string | undefined {
  const part = parts.find(({ kind, name }) => kind === 'field' && name === field);
  return part?.kind === 'field' ? part.value : undefined;
}
