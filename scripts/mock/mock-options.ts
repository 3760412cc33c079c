import { Option } from 'commander';
import { isHostAlone } from '../../mocks/admin/hosts.ts';
import { rateUsage, readRate } from '../../mocks/control/rate.ts';
import { basePathFault, readBasePath } from '../../mocks/http/base-path.ts';
import type { ChaosFault } from '../../mocks/responses/chaos.ts';
import { readDocsUrl } from '../../spec/docs-url.ts';

/**
 * Parsers for the options of the `mock` command. The error for an invalid value names the option and the accepted
 * values.
 */

/** The longest time that timers support, in milliseconds: 24 days. */
const longestTime = 2 ** 31 - 1;

/** A whole number from 0 to `most`. */
export const number = (flags: string, description: string, most = Number.MAX_SAFE_INTEGER): Option =>
  option(flags, description, (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    return `expected a whole number from 0 to ${most}`;
  });

/** Milliseconds. */
export const time = (flags: string, description: string): Option => number(flags, description, longestTime);

/** An option that may be given several times. */
export const list = (flags: string, description: string): Option =>
  option(flags, description, (text, before: string[] = []) =>
    text === '' ? 'the value is empty; leave the option out to accept any' : [...before, text],
  );

/** A host name; repeatable. */
export const host = (flags: string, description: string): Option =>
  option(flags, description, (text, before: string[] = []) =>
    isHostAlone(text)
      ? [...before, text]
      : 'expected the name of a host, without a scheme or port, such as mock.example',
  );

/** The address of a reference site. */
export const site = (flags: string, description: string): Option =>
  option(flags, description, (text): { url: string } | string => {
    const read = readDocsUrl(text, true);
    return 'problem' in read ? `the address ${read.problem}` : read;
  });

/** The prefix of every path. The text is boxed, because a plain text would mean an error. */
export const basePath = (flags: string, description: string): Option =>
  option(flags, description, (text): { path: string } | string => {
    if (text === '') return 'the value is empty; leave the option out to serve at the root';
    const path = readBasePath(text);
    return path === undefined ? basePathFault(text) : { path };
  });

/** Milliseconds, as one number or as a range. */
export const latency = (flags: string, description: string): Option =>
  option(flags, description, (text): [number, number] | string => {
    const [, least, most = least] = /^(\d+)(?:(?:\.\.|-)(\d+))?$/.exec(text) ?? [];
    const range: [number, number] = [Number(least), Number(most)];
    if (range[1] > longestTime) return `expected at most ${longestTime} milliseconds`;
    return range[0] <= range[1] ? range : 'expected milliseconds, or a range such as 100-300';
  });

/** Bytes per second, as a number or with a unit. */
export const rate = (flags: string, description: string): Option =>
  option(flags, description, (text): { bytesPerSecond: number } | string => {
    const bytesPerSecond = readRate(text);
    return bytesPerSecond === undefined ? rateUsage : { bytesPerSecond };
  });

/** Failures and their shares. */
export const chaos = (flags: string, description: string): Option =>
  option(flags, description, (text): ChaosFault[] | string => {
    const faults = text.split(',').map(fault);
    const total = faults.reduce((sum, each) => sum + (each?.share ?? Number.NaN), 0);
    return total <= 1 ? (faults as ChaosFault[]) : chaosUsage;
  });

const chaosUsage =
  'expected shares of reset, hang and status codes that add up to 1 at most: reset=0.05,hang=0.01,503=0.1';

function fault(text: string): ChaosFault | undefined {
  const [, name, share] = /^\s*(reset|hang|[45]\d\d)\s*=\s*(\d*\.?\d+)\s*$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const kind = name === 'reset' || name === 'hang' ? name : { status: Number(name) };
  return { kind, share: Number(share) };
}

/** The faults of the values, one sentence each. */
export const faultsOf = (flags: object): string[] =>
  Object.values(flags)
    .filter((value) => value instanceof Fault)
    .map(({ sentence }) => sentence);

/** Replaces an invalid value, so that the other options are checked, too. */
class Fault {
  readonly sentence: string;
  constructor(sentence: string) {
    this.sentence = sentence;
  }
}

/** @param parse returns the value, or a text that says what is expected instead. */
function option<T>(
  flags: string,
  description: string,
  parse: (text: string, before?: T) => T | string,
): Option {
  return new Option(flags, description).argParser((text: string, before?: T | Fault) => {
    if (before instanceof Fault) return before;
    const value = parse(text, before);
    return typeof value === 'string'
      ? new Fault(`${flags.split(' ')[0]} ${text}: ${value.replace(/(?<![.?])$/, '.')}`)
      : value;
  });
}
