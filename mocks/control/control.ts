import type { Contract } from '../../spec/contract.ts';
import type { JournalEntry } from '../admin/journal/entry.ts';
import type { Journal } from '../admin/journal/journal.ts';
import type { MockResponse } from '../gate/handled-request.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';
import type { NextResponse } from '../responses/asked/next-fault.ts';
import { type JournalFilter, type ReadFilter, readFilter } from './filter.ts';
import type { Forced } from './forced.ts';
import type { BuiltInField, UploadMatch } from './match.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { hiddenMatch, type Rule, secretsOf } from './rule.ts';
import type { Secrets } from './secrets.ts';
import { waitFor } from './wait.ts';

/** A rule that was added. */
export interface RuleHandle {
  readonly id: number;
  /** Removes the rule; does nothing when it is used up. */
  remove(): void;
}

/** The response for matching uploads. */
export interface RuleStart {
  /**
   * Adds the rule. The first matching rule decides.
   *
   * @param options.times the number of uploads; default: all.
   * @throws TypeError that names an unknown or invalid value; Error that lists the examples, when the contract has none
   * of that name.
   */
  respond(response: ForcedResponse, options?: { times?: number }): RuleHandle;
}

/**
 * How a test controls a mock and queries its requests. The same for the server and for the handlers of Mock Service
 * Worker.
 */
export interface Control<Field extends string = BuiltInField> {
  /** The last 500 matching entries, oldest first. Tokens are masked. @throws TypeError that names an unknown filter. */
  requests(filter?: JournalFilter<Field>): JournalEntry[];
  /**
   * Resolves with the first matching entry, immediately when there already is one. Rejects when none arrives within
   * `timeout` milliseconds (default: 5000), and lists the requests that arrived instead.
   */
  waitForRequest(filter?: JournalFilter<Field>, options?: { timeout?: number }): Promise<JournalEntry>;
  /**
   * Forces the response to the next upload, or to the next one that matches `for`. Several calls force several
   * responses, in order. They come before rules.
   *
   * @throws TypeError with the reason, when the response cannot be sent; Error that lists the examples, when the
   * contract has none of that name.
   */
  next(response: NextResponse<Field>): void;
  /**
   * Begins a rule for matching uploads.
   *
   * @example mock.when({ fileName: 'big.pdf' }).respond({ example: 'tooLarge' }); mock.when({ header: { 'X-Test':
   * 'retries' } }).respond({ status: 503 }, { times: 2 });
   */
  when(match: UploadMatch<Field>): RuleStart;
  /** The rules, in order. Tokens are masked. */
  rules(): Rule[];
  /** Forgets all entries, forced responses and rules. */
  reset(): void;
}

/** @param journal undefined when the mock keeps none. */
export function createControl<Field extends string>(
  contract: Contract,
  forced: Forced,
  secrets: Secrets,
  journal: Journal,
  keepsJournal = true,
): Control<Field> {
  return {
    requests: (filter = {}) => journal.list(readFilter('requests', filter, contract)),
    async waitForRequest(filter = {}, options = {}) {
      refuseUnknown('waitForRequest', options, ['timeout']);
      const read = readFilter('waitForRequest', filter, contract);
      if (!keepsJournal) throw new Error('waitForRequest needs the journal. Leave out journal: false.');
      return waitFor(journal, read, inWords(read, contract, secrets), options.timeout);
    },
    next: (response) => throwRefusal(forced.pushNext(response)),
    when: (match) => ({
      respond(response, options = {}) {
        refuseUnknown('respond', options, ['times']);
        const added = forced.addRule({ when: match, respond: response, ...options });
        if ('used' in added) return { id: added.id, remove: () => void forced.removeRule(added.id) };
        throw refusalError(added);
      },
    }),
    rules: forced.rules,
    reset() {
      journal.forget();
      forced.clear();
    },
  };
}

function throwRefusal(refusal: MockResponse | undefined): void {
  if (refusal !== undefined) throw refusalError(refusal);
}

/** Programs get the same errors as HTTP clients. */
export function refusalError({ status, body }: MockResponse): Error {
  const { detail } = JSON.parse(body);
  return status === 400 ? new TypeError(detail) : new Error(detail);
}

/** A filter in words, without its secrets. */
function inWords({ match, ...ending }: ReadFilter, contract: Contract, secrets: Secrets): string {
  const all = [...secrets.list(), ...secretsOf(match, contract)];
  const told = Object.entries({ ...ending, ...hiddenMatch(match, contract, all) });
  if (told.length === 0) return 'any content';
  return told.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
}
