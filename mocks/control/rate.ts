/** Bytes per second: a number, or a text with a unit, such as `200k` or `1.5M`. k is 1000, M is 1,000,000. */
export type Rate = number | string;

const units: Record<string, number> = { '': 1, k: 1000, M: 1_000_000 };

/** @returns undefined for an invalid rate, or one below 1 byte per second. */
export function readRate(rate: unknown): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([kM]?)$/.exec(String(rate)) ?? [];
  const value = typeof rate === 'number' ? rate : Number(digits) * (units[unit] ?? Number.NaN);
  return Number.isFinite(value) && value >= 1 ? value : undefined;
}

/** Parses a rate option; undefined when it is not set. @throws TypeError that names the option. */
export function rateOf(option: string, rate: Rate | undefined): number | undefined {
  if (rate === undefined) return undefined;
  const value = readRate(rate);
  if (value === undefined) throw new TypeError(`${option} ${JSON.stringify(rate)}: ${rateUsage}.`);
  return value;
}

export const rateUsage = 'expected bytes per second, at least 1, such as 5000, 200k or 1.5M';

/** Milliseconds of delay that may be made up for: pieces arrive in bursts. */
const credit = 100;

/** Returns after each piece how many milliseconds to wait, so that the total keeps to a rate. */
export function createPacer(now: () => number = () => performance.now()): Pacer {
  let due = now();
  return (bytes, rate) => {
    const time = now();
    due = Math.max(due, time - credit) + (bytes / rate) * 1000;
    return Math.max(0, due - time);
  };
}

export type Pacer = (bytes: number, rate: number) => number;
