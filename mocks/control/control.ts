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

/** A rule that has been added. */
export interface RuleHandle {
  readonly id: number;
  /** Takes the rule back; nothing happens when it is used up. */
  remove(): void;
}

/** What uploads that fit are to get. */
export interface RuleStart {
  /**
   * Adds the rule. The first rule that an upload fits decides.
   *
   * @param options.times for how many uploads; for all when left out.
   * @throws TypeError that names what is not known or makes no sense; Error that lists what there is, when the contract
   * has no example of that name.
   */
  respond(response: ForcedResponse, options?: { times?: number }): RuleHandle;
}

/** How a test steers a mock, and asks what came. The same for the server and for handlers of Mock Service Worker. */
export interface Control<Field extends string = BuiltInField> {
  /** The last 500 exchanges that fit, the oldest first. Tokens are masked. @throws TypeError that names a filter that there is none of. */
  requests(filter?: JournalFilter<Field>): JournalEntry[];
  /**
   * Resolves with the first exchange that fits, at once when it has been. Rejects when none comes within `timeout`
   * milliseconds (default: 5000), and lists what came instead.
   */
  waitForRequest(filter?: JournalFilter<Field>, options?: { timeout?: number }): Promise<JournalEntry>;
  /**
   * Forces the response to the next upload, or to the next one that is like `for`; called several times, to as many
   * uploads, in that order. It comes before rules.
   *
   * @throws TypeError with the reason, when the response cannot be sent; Error that lists what there is, when the
   * contract has no example of that name.
   */
  next(response: NextResponse<Field>): void;
  /**
   * Begins a rule for uploads that are like this.
   *
   * @example
   * mock.when({ fileName: 'big.pdf' }).respond({ example: 'tooLarge' });
   * mock.when({ header: { 'X-Test': 'retries' } }).respond({ status: 503 }, { times: 2 });
   */
  when(match: UploadMatch<Field>): RuleStart;
  /** The rules, in order. Tokens are masked. */
  rules(): Rule[];
  /** Forgets all exchanges, forced responses and rules. */
  reset(): void;
}

/** @param journal undefined where none is kept. */
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

/** What is refused over HTTP is refused to programs for the same reason. */
export function refusalError({ status, body }: MockResponse): Error {
  const { detail } = JSON.parse(body);
  return status === 400 ? new TypeError(detail) : new Error(detail);
}

/** A filter in words, without what is secret in it. */
function inWords({ match, ...ending }: ReadFilter, contract: Contract, secrets: Secrets): string {
  const all = [...secrets.list(), ...secretsOf(match, contract)];
  const told = Object.entries({ ...ending, ...hiddenMatch(match, contract, all) });
  if (told.length === 0) return 'any content';
  return told.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
}
