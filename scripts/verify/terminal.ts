import type { RunEvent } from '../../tests/contract/index.ts';
import type { Verdict } from '../../tests/contract/judge/verdict.ts';
import { renderCaseLine, renderSummary } from '../../tests/contract/report/formats/terminal.ts';
import type { TerminalStyle } from '../../tests/contract/report/formats/terminal-style.ts';
import type { Report, ReportedCase } from '../../tests/contract/report/report.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import { colours } from '../cli/colours.ts';

/** The terminal during a run: a line per case and, if the cursor can move, a progress line below. */
export interface Terminal {
  on(event: RunEvent): void;
  /** Shows separate lines, at any level of detail. */
  note(text: string): void;
  end(report: Report, files: readonly string[]): void;
  /** Removes the progress line. */
  [Symbol.dispose](): void;
}

/** Build logs are searched, and wrap by themselves. */
const unlimited = Number.POSITIVE_INFINITY;

const eraseLine = '\r\u001b[2K';

/** Milliseconds between two updates of the progress line. */
const tick = 500;

/** @param total number of cases. */
export function createTerminal(
  detail: TerminalStyle['detail'],
  total: number,
  stream: NodeJS.WriteStream = process.stdout,
): Terminal {
  const style = (): TerminalStyle => ({ colours, width: stream.columns ?? unlimited, detail });
  const live = detail !== 'quiet' && stream.isTTY && process.env.TERM !== 'dumb' && !process.env.CI;
  const progress = createProgress(total);
  const write = (text: string, more: boolean): void => {
    stream.write(live ? `${eraseLine}${text}${more ? progress.text() : ''}` : text);
  };
  const timer = live ? setInterval(() => write('', true), tick).unref() : undefined;
  const stop = (): void => {
    if (timer === undefined || !process.listeners('exit').includes(stop)) return;
    clearInterval(timer);
    process.off('exit', stop);
    stream.write(eraseLine);
  };
  if (live) process.once('exit', stop);
  const note = (text: string): void => write(`${text}\n`, false);

  return {
    on(event) {
      if (event.kind === 'note') note(event.text);
      if (event.kind === 'case') progress.count(event.result);
      if (detail === 'quiet') return;
      if (event.kind === 'waiting') write(`${event.text}\n`, true);
      if (event.kind === 'started')
        write(`Checking ${event.deployment.baseUrl} (run ${event.run})\n\n`, true);
      if (event.kind === 'case') write(`${renderCaseLine(event.result, style())}\n`, true);
    },
    note,
    end(report, files) {
      stop();
      const gap = detail === 'quiet' ? '' : '\n';
      stream.write(`${gap}${renderSummary(report, files, style())}\n`);
    },
    [Symbol.dispose]: stop,
  };
}

/** Counts finished cases, and formats the count. */
function createProgress(total: number) {
  const startedAt = performance.now();
  const counts: Record<Verdict, number> = { pass: 0, warn: 0, fail: 0, inconclusive: 0, skipped: 0 };
  return {
    count({ verdict }: ReportedCase): void {
      counts[verdict] += 1;
    },
    text(): string {
      const { warn, fail, inconclusive } = counts;
      const ended = Object.values(counts).reduce((sum, count) => sum + count);
      const found = [
        fail > 0 ? colours.red(`${fail} broken`) : '',
        warn > 0 ? colours.yellow(counted(warn, 'warning')) : '',
        inconclusive > 0 ? colours.magenta(`${inconclusive} inconclusive`) : '',
      ];
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      return [`${ended} of ${counted(total, 'case')}`, ...found.filter(Boolean), `${seconds} s`].join(', ');
    },
  };
}
