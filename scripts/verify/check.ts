import { type Report, type RunOptions, runContract } from '../../tests/contract/index.ts';
import { watchInterruption } from './interruption.ts';
import type { Leftovers } from './leftovers.ts';
import { type ReportTarget, reportToGithub, writeReports } from './reports.ts';
import type { Terminal } from './terminal.ts';

export interface Checked extends RunOptions {
  terminal: Terminal;
  targets: readonly ReportTarget[];
  leftovers: Leftovers;
}

/** Runs the contract, shows its progress on the terminal, cleans up, and writes the reports. */
export async function check({ terminal: shown, targets, leftovers, ...options }: Checked): Promise<Report> {
  using terminal = shown;
  using interruption = watchInterruption(terminal.note, leftovers);
  const ended = await runContract({
    ...options,
    onUpload: leftovers.onUpload,
    on(event) {
      interruption.on(event);
      terminal.on(event);
    },
  });
  const report = await leftovers.settle(ended, (text) => terminal.on({ kind: 'waiting', text }));
  await writeReports(report, targets);
  await reportToGithub(report, process.env);
  terminal.end(
    report,
    targets.map(({ file }) => file),
  );
  return report;
}
