import { isAccepted } from '../wire/exchange.ts';
import { shownType } from './body.ts';
import type { ControlFacts, JudgeSettings, StepFacts } from './facts.ts';
import { echoesUpload, statedSize } from './success-body.ts';
import type { CheckResult, Verdict } from './verdict.ts';

/** A control that was not sent proves nothing. */
export const controlNotSent = (id: string): ControlFacts => ({
  id,
  accepted: false,
  asExpected: false,
  optional: false,
  shown: { visible: false, reason: `${id} was not sent` },
  durationMs: 0,
  echoes: false,
  typeAsExpected: false,
  sizeAsSent: false,
});

/** What a control and its check results show to the cases that depend on it. Pure. */
export function controlShows(
  id: string,
  { sent, exchange }: Pick<StepFacts, 'sent' | 'exchange'>,
  checks: readonly CheckResult[],
  { contract, documentTypePointer }: Pick<JudgeSettings, 'contract' | 'documentTypePointer'>,
): ControlFacts {
  const { response, durationMs } = exchange;
  const accepted = isAccepted(response);
  const size = response === null ? undefined : statedSize(response, contract);
  const verdicts = (kind: CheckResult['kind']): Verdict[] =>
    checks.filter((check) => check.kind === kind).map(({ verdict }) => verdict);
  const acceptance = verdicts('accepted');
  return {
    id,
    accepted,
    asExpected: response !== null && accepted === acceptance.length > 0,
    optional:
      !accepted &&
      acceptance.length > 0 &&
      acceptance.every((verdict) => verdict === 'warn' || verdict === 'skipped'),
    shown:
      response === null
        ? { visible: false, reason: 'no response' }
        : shownType(response, documentTypePointer),
    durationMs,
    echoes: response !== null && echoesUpload(response, sent, contract),
    typeAsExpected: !verdicts('document-type').some((verdict) => verdict === 'fail' || verdict === 'warn'),
    sizeAsSent: size === undefined || size === sent.file?.size,
  };
}
