import { createRedactor, redactAndCut } from '../report/redact.ts';
import type { Settings } from '../settings.ts';
import { type Awaited, awaited } from '../wire/awaited.ts';
import { paced } from '../wire/pace.ts';
import { createSender, type Send } from '../wire/send.ts';
import type { Pool } from './pool.ts';

/** Characters of a line about a deployment that the run waits for. */
const shownLine = 300;

/** How the run sends its requests: over sockets, at the deployment's pace, and once it is up. */
export function reach(
  settings: Settings,
  { send, wait }: { send?: Send; wait?: number },
  pool: Pool,
  on: (event: { kind: 'waiting'; text: string }) => void,
): Awaited {
  const redact = createRedactor(settings.token, settings.secrets);
  const tell = (text: string): void => on({ kind: 'waiting', text: redactAndCut(redact, text, shownLine) });
  const raw = send ?? createSender(settings);
  const { send: reached, inVain } =
    wait === undefined ? { send: raw, inVain: () => undefined } : awaited(raw, wait, tell);
  // A sender of the caller's has its own pace.
  return { send: send === undefined ? paced(reached, pool.backOff) : reached, inVain };
}
