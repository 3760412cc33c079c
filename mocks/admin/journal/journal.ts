import type { Contract } from '../../../spec/contract.ts';
import type { ReadFilter } from '../../control/filter.ts';
import { fits as fitsMatch } from '../../control/match.ts';
import { createSecrets, type Secrets } from '../../control/secrets.ts';
import type { HandledRequest } from '../../gate/handled-request.ts';
import { answeredOf, entryOf, finish, type JournalEntry, type KeptEntry, show } from './entry.ts';

/** Listeners get each entry when its response is decided, and again when the exchange has ended. */
type JournalEvent =
  | { kind: 'exchange' | 'over'; exchange: JournalEntry }
  | { kind: 'forgotten' }
  | { kind: 'ended' };

/** The last entries of a mock, oldest first. */
export interface Journal {
  /**
   * Records an exchange whose response is decided. Skips one that began before the last reset.
   *
   * @returns the number of the entry; 0 for none.
   */
  add(record: HandledRequest): number;
  /** Records how an exchange ended, if its entry still exists. */
  finish(id: number, record: HandledRequest): void;
  list(filter?: ReadFilter): JournalEntry[];
  find(id: number): JournalEntry | undefined;
  forget(): void;
  /** Tells listeners that the journal has ended. */
  end(): void;
  /** Calls the listener for everything from now on. @returns a function that stops it. */
  follow(listener: (event: JournalEvent) => void): () => void;
}

/** The number of entries that the journal keeps: the last ones. */
export const capacity = 500;

/** Bytes of memory for all entries together. */
const mostBytes = 32 * 1024 ** 2;

/** @param secrets masked everywhere, whoever sent them. */
export function createJournal(contract: Contract, secrets: Secrets = createSecrets()): Journal {
  const listeners = new Set<(event: JournalEvent) => void>();
  let entries: KeptEntry[] = [];
  let bytes = 0;
  let count = 0;
  let forgottenAt = Number.NEGATIVE_INFINITY;
  const drop = (number: number): void => {
    for (const { size } of entries.splice(0, number)) bytes -= size;
  };
  /** Numbers increase without a gap. */
  const entryAt = (id: number): KeptEntry | undefined => entries[id - (entries[0]?.id ?? id)];
  const tell = (event: JournalEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    add(record) {
      if (record.startedAt <= forgottenAt) return 0;
      count += 1;
      const entry = entryOf(count, record, contract, secrets.list());
      entries.push(entry);
      bytes += entry.size;
      // Removes old entries in batches: moving 500 entries per upload would be slow.
      if (entries.length >= 2 * capacity) drop(entries.length - capacity);
      while (bytes > mostBytes) drop(1);
      if (listeners.size > 0) tell({ kind: 'exchange', exchange: show(entry, contract, secrets.list()) });
      return count;
    },
    finish(id, record) {
      const entry = entryAt(id);
      if (entry === undefined) return;
      finish(entry, record);
      if (listeners.size > 0) tell({ kind: 'over', exchange: show(entry, contract, secrets.list()) });
    },
    list: (filter) =>
      entries
        .slice(-capacity)
        .filter((entry) => filter === undefined || fits(entry, filter))
        .map((entry) => show(entry, contract, secrets.list())),
    find(id) {
      const entry = id > count - capacity ? entryAt(id) : undefined;
      return entry && show(entry, contract, secrets.list());
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

function fits(entry: KeptEntry, { match, typeSet, status, answered, since }: ReadFilter): boolean {
  const { response, ruling, receivedAt, clientId, authorization, headers, parts } = entry;
  if (status !== undefined && (response?.fate !== undefined || response?.status !== status)) return false;
  if (answered !== undefined && answeredOf(response) !== answered) return false;
  if (typeSet !== undefined && (ruling?.documentType ?? '') !== typeSet) return false;
  if (since !== undefined && receivedAt < since.getTime()) return false;
  return fitsMatch(match, { clientId, authorization, headers, parts, whole: true }) === true;
}
