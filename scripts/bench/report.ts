import type { TargetName } from './targets.ts';

/** What a run has measured. Times are in milliseconds, sizes in bytes; of several rounds the median counts. */
export interface Measures {
  machine: string;
  startup: Partial<Record<TargetName, number>>;
  /** Uploads of 1 KiB a second. */
  small: { connections: number; rates: Partial<Record<TargetName, number>> }[];
  /** MiB a second with a file of 1 GiB, and the status that it got. */
  large: Partial<Record<TargetName, { status: number; rates: number[] }>>;
  /** How far memory rises above idle: with a file of 1 GiB, with 200 slow uploads at once. */
  memory: Partial<Record<TargetName, { large: number; slow: number }>>;
}

/** Shows the figures as a table: what was measured, and how the mock stands to the floor and to the peer. */
export function toMarkdown({ machine, startup, small, large, memory }: Measures): string {
  const largeRates = Object.fromEntries(
    Object.entries(large).map(([name, { status, rates }]) => [
      name,
      status === 200 ? middle(rates) : undefined,
    ]),
  );
  const rows = [
    row('From spawn to the first accepted upload, ms', startup),
    ...small.map(({ connections, rates }) =>
      row(`Uploads of 1 KiB a second, ${connections} connections`, rates),
    ),
    row('1 GiB, MiB a second', largeRates),
    row('1 GiB, memory above idle, MiB', mebibytes(memory, 'large')),
    row('200 slow uploads at once, memory above idle, MiB', mebibytes(memory, 'slow')),
  ];
  return [
    `| ${machine} | floor | mock | Prism | mock / floor | mock / Prism |`,
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

type Figures = Partial<Record<TargetName, number | undefined>>;

function row(what: string, { floor, mock, Prism }: Figures): string {
  const cells = [whole(floor), whole(mock), whole(Prism), ratio(mock, floor), ratio(mock, Prism)];
  return `| ${what} | ${cells.join(' | ')} |`;
}

const whole = (value: number | undefined): string =>
  value === undefined ? 'refused' : Math.round(value).toLocaleString('en');

const ratio = (value: number | undefined, base: number | undefined): string =>
  value === undefined || base === undefined ? '' : (value / base).toFixed(2);

const middle = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const mebibytes = (memory: Measures['memory'], kind: 'large' | 'slow'): Figures =>
  Object.fromEntries(Object.entries(memory).map(([name, growth]) => [name, growth[kind] / 1024 ** 2]));
