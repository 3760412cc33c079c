import type { TargetName } from './targets.ts';

/** Figures of each target; those at the same index were measured one right after the other. */
export type Series = Partial<Record<TargetName, number[]>>;

/** One line of the table: its name and its figures. */
export interface Measured {
  what: string;
  series: Series;
}

/** How time and memory of a run grow: each row is one run in its own process. */
export interface Growth {
  what: string;
  milliseconds: number;
  /** Bytes above an idle process. */
  memory: number;
  /** Bytes of all reports together; undefined when none was written. */
  reports?: number;
}

/** The results of a run. */
export interface Measures {
  machine: string;
  measured: Measured[];
  growth: Growth[];
}

/** The pairs of targets to compare. */
const ratios: [of: TargetName, to: TargetName][] = [
  ['mock', 'floor'],
  ['mock with lines', 'floor'],
  ['mock', 'Go'],
  ['mock', 'Prism'],
  ['mock from a clone', 'Prism'],
];

/** Formats the figures as tables: medians, and the medians of the ratios. */
export function toMarkdown({ machine, measured, growth }: Measures): string {
  const names = [...new Set(measured.flatMap(({ series }) => Object.keys(series) as TargetName[]))];
  const shownRatios = ratios.filter((pair) => pair.every((name) => names.includes(name)));
  const titles = [machine, ...names, ...shownRatios.map(([of, to]) => `${of} / ${to}`)];
  return [
    row(titles),
    row(titles.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...measured.map(({ what, series }) =>
      row([
        what,
        ...names.map((name) => shown(series[name])),
        ...shownRatios.map(([of, to]) => ratio(series[of], series[to])),
      ]),
    ),
    '',
    ...growthTable(growth),
  ].join('\n');
}

function growthTable(growth: readonly Growth[]): string[] {
  return [
    row(['Growth', 'ms', 'MiB above idle', 'reports, MiB']),
    row(['---', '--:', '--:', '--:']),
    ...growth.map(({ what, milliseconds, memory, reports }) =>
      row([what, number(milliseconds), mebibytes(memory), reports === undefined ? '' : mebibytes(reports)]),
    ),
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const number = (value: number): string => Math.round(value).toLocaleString('en');

const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);

const shown = (series: readonly number[] | undefined): string =>
  series === undefined || series.length === 0 ? '' : number(median(series));

/** The median of the ratios per round, so that a temporary slow-down of the machine cancels out. */
const ratio = (series: readonly number[] = [], base: readonly number[] = []): string =>
  series.length === 0 || base.length === 0
    ? ''
    : median(series.map((value, round) => value / (base[round] ?? Number.NaN))).toFixed(2);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
