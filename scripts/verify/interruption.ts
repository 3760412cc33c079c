import type { RunEvent } from '../../tests/contract/index.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import { isAccepted } from '../../tests/contract/wire/exchange.ts';

/** The signals that end a run, with 128 and the number of the signal as exit code, as shells have it. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 };

/**
 * Until it is disposed of, Ctrl-C and the cancelling of a build end the run with a line about what became of it.
 *
 * @param note shows that line.
 * @param last what must be done before the process ends, at once.
 */
export function watchInterruption(note: (text: string) => void, last: () => void = () => {}) {
  let run = '';
  let total = 0;
  let ended = 0;
  let taken = 0;
  const interrupt = (signal: keyof typeof exitCodes): void => {
    const held = taken === 0 ? 'what was under way' : `${counted(taken, 'upload')} and what was under way`;
    note(
      `\nInterrupted: ${ended} of ${counted(total, 'case')} ended, and no report was written. The deployment may still hold ${held}, called contract-${run}-….`,
    );
    last();
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
      if (event.kind !== 'case') return;
      ended += 1;
      taken += event.result.exchanges.filter(({ response }) => isAccepted(response)).length;
    },
    [Symbol.dispose](): void {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
