import type { ContractCase } from '../case.ts';
import type { SentStep } from '../wire/attempt.ts';
import { isAccepted } from '../wire/exchange.ts';
import { checksOf } from './checks.ts';
import type { ControlFacts } from './facts.ts';
import { echoesUpload, shownType, statedSize, uploadOf } from './success-body.ts';
import type { CheckResult } from './verdict.ts';

/** A control of which nothing was sent proves nothing. */
export const controlNotSent = (id: string): ControlFacts => ({
  id,
  accepted: false,
  asWanted: false,
  optional: false,
  shown: { visible: false, reason: `${id} was not sent` },
  durationMs: 0,
  echoes: false,
  typeAsWanted: false,
  sizeAsSent: false,
});

/** What a control, and the verdicts on it, show to the cases that rest on it. Pure. */
export function controlShows(
  control: ContractCase,
  { sent, exchange }: SentStep,
  checks: readonly CheckResult[],
  documentTypePointer: string | undefined,
): ControlFacts {
  const { response, durationMs } = exchange;
  const accepted = isAccepted(response);
  const size = response === null ? undefined : statedSize(response);
  return {
    id: control.id,
    accepted,
    asWanted: response !== null && accepted === (control.steps[0]?.expect.outcome === 'accepted'),
    optional:
      !accepted &&
      control.steps[0]?.expect.outcome === 'accepted' &&
      checksOf(control).every(
        ({ kind }, index) =>
          kind !== 'accepted' || ['warn', 'skipped'].includes(checks[index]?.verdict ?? 'inconclusive'),
      ),
    shown:
      response === null ? { visible: false, reason: 'no answer' } : shownType(response, documentTypePointer),
    durationMs,
    echoes: response !== null && echoesUpload(response, sent),
    typeAsWanted: checksOf(control).every(
      ({ kind }, index) =>
        kind !== 'document-type' || !['fail', 'warn'].includes(checks[index]?.verdict ?? ''),
    ),
    sizeAsSent: size === undefined || size === uploadOf(sent).file?.bytes.length,
  };
}
