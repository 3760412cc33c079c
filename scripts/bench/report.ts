import type { TargetName } from './targets.ts';

/** One figure a round for each target; rounds of the same number were measured one right after the other. */
export type Series = Record<TargetName, number[]>;

/** What a run has measured. Times are in milliseconds, sizes in bytes. A target that refused has no figures. */
export interface Measures {
  machine: string;
  /** From the spawn to the first accepted upload. */
  startup: Series;
  /** Uploads of 1 KiB a second. */
  small: { connections: number; rates: Series }[];
  /** MiB a second, with a file of 1 GiB. */
  large: Series;
  /** How far memory rises above idle: with a file of 1 GiB, with 200 slow uploads at once. */
  memory: Partial<Record<TargetName, { large: number; slow: number }>>;
}

/** Shows the figures as a table: medians, and how the mock stands to the floor and to the peer. */
export function toMarkdown({ machine, startup, small, large, memory }: Measures): string {
  return [
    `| ${machine} | floor | mock | Prism | mock / floor | mock / Prism |`,
    '|---|--:|--:|--:|--:|--:|',
    row('From spawn to the first accepted upload, ms', startup),
    ...small.map(({ connections, rates }) =>
      row(`Uploads of 1 KiB a second, connections: ${connections}`, rates),
    ),
    row('File of 1 GiB, MiB a second', large),
    memoryRow('File of 1 GiB, MiB of memory above idle', memory, 'large'),
    memoryRow('200 slow uploads at once, MiB of memory above idle', memory, 'slow'),
  ].join('\n');
}

function row(what: string, { floor, mock, Prism }: Series): string {
  const cells = [shown(floor), shown(mock), shown(Prism), ratio(mock, floor), ratio(mock, Prism)];
  return `| ${what} | ${cells.join(' | ')} |`;
}

/** Ratios of growths from idle would say nothing. */
function memoryRow(what: string, { floor, mock }: Measures['memory'], kind: 'large' | 'slow'): string {
  const cells = [floor, mock].map((growth) => shown(growth === undefined ? [] : [growth[kind] / 1024 ** 2]));
  return `| ${what} | ${cells.join(' | ')} | refused | | |`;
}

const shown = (series: number[]): string =>
  series.length === 0 ? 'refused' : Math.round(median(series)).toLocaleString('en');

/** The median of the rounds' own ratios: what slows the machine down for a while falls out of it. */
const ratio = (series: number[], base: number[]): string =>
  base.length === 0
    ? ''
    : median(series.map((value, round) => value / (base[round] ?? Number.NaN))).toFixed(2);

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
