import type { RunEvent } from '../../tests/contract/index.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import type { Leftovers } from './leftovers.ts';

/** The signals that end a run, with the exit code of shells: 128 plus the number of the signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 };

/**
 * Until disposed of, ends the run on Ctrl-C or when a build is cancelled, with a line about its state.
 *
 * @param note shows that line.
 * @param leftovers are counted in that line, and listed.
 */
export function watchInterruption(
  note: (text: string) => void,
  leftovers: Pick<Leftovers, 'count' | 'list'>,
) {
  let run = '';
  let total = 0;
  let ended = 0;
  const interrupt = (signal: keyof typeof exitCodes): void => {
    const count = leftovers.count();
    const held = count === 0 ? 'uploads in progress' : `${counted(count, 'upload')} and those in progress`;
    note(
      `\nInterrupted: ${ended} of ${counted(total, 'case')} ended, and no report was written. The deployment may still store ${held}, named contract-${run}-….`,
    );
    leftovers.list();
    process.exit(exitCodes[signal]);
  };
  const signals = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  for (const signal of signals) process.once(signal, interrupt);
  return {
    on(event: RunEvent): void {
      if (event.kind === 'started') {
        run = event.run;
        total = event.cases;
      }
      if (event.kind === 'case') ended += 1;
    },
    [Symbol.dispose](): void {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
