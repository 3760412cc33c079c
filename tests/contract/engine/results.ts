import type { ContractCase } from '../case.ts';
import type { Examination } from './baseline.ts';
import { checksOf } from './checks.ts';
import type { Deliveries } from './deliveries.ts';
import { describeExchanges } from './evidence.ts';
import { type CheckResult, type ControlFacts, isAccepted, judge, unjudged, worstOf } from './judge.ts';
import { createRedactor } from './redact.ts';
import type { ReportedCase } from './report.ts';
import type { Settings } from './settings.ts';
import { echoesUpload, shownType, statedSize, uploadOf } from './success-body.ts';

/** Judges cases as their exchanges, and those of their controls, come in. */
export function createResults(
  table: readonly ContractCase[],
  deliveries: Deliveries,
  examined: Promise<Examination>,
  settings: Settings,
): (id: string) => Promise<ReportedCase> {
  const byId = new Map(table.map((contractCase) => [contractCase.id, contractCase]));
  const redact = createRedactor(settings.token, settings.secrets);
  const judged = new Map<string, Promise<CheckResult[]>>();

  const judgeOnce = (contractCase: ContractCase): Promise<CheckResult[]> => {
    const known = judged.get(contractCase.id) ?? judgeCase(contractCase);
    judged.set(contractCase.id, known);
    return known;
  };
  const judgeCase = async (contractCase: ContractCase): Promise<CheckResult[]> => {
    const delivery = await deliveries.of(contractCase.id);
    if (!('steps' in delivery)) return [];
    const controls = await Promise.all(
      contractCase.steps.map(({ control }) => control && controlFacts(control)),
    );
    const facts = delivery.steps.map((step, index) => ({ ...step, control: controls[index] || undefined }));
    const setUp = (await examined).kind === 'set-up';
    return judge(contractCase, facts, { ...settings, doubtful: setUp });
  };
  const controlFacts = async (id: string): Promise<ControlFacts> => {
    const control = byId.get(id);
    const delivery = await deliveries.of(id);
    if (control === undefined || !('steps' in delivery)) {
      const shown = { visible: false as const, reason: `${id} was not sent` };
      return {
        id,
        accepted: false,
        asWanted: false,
        durationMs: 0,
        echoes: false,
        shown,
        typeAsWanted: false,
        sizeAsSent: false,
      };
    }
    const checks = await judgeOnce(control);
    const [first] = delivery.steps;
    const response = first?.exchange.response ?? null;
    const size = response === null ? undefined : statedSize(response);
    return {
      id,
      accepted: isAccepted(response),
      durationMs: first?.exchange.durationMs ?? 0,
      asWanted:
        response !== null && isAccepted(response) === (control.steps[0]?.expect.outcome === 'accepted'),
      echoes: first !== undefined && response !== null && echoesUpload(response, first.sent),
      shown:
        response === null
          ? { visible: false, reason: 'no answer' }
          : shownType(response, settings.documentTypePointer),
      typeAsWanted: checksOf(control).every(
        ({ kind }, index) =>
          kind !== 'document-type' || !['fail', 'warn'].includes(checks[index]?.verdict ?? ''),
      ),
      sizeAsSent: size === undefined || size === (first && uploadOf(first.sent).file?.bytes.length),
    };
  };

  return async (id) => {
    const contractCase = byId.get(id);
    if (contractCase === undefined) throw new Error(`no case is called ${id}`);
    const delivery = await deliveries.of(id);
    const { title } = contractCase;
    if (!('steps' in delivery)) {
      return {
        id,
        title,
        verdict: delivery.verdict,
        durationMs: 0,
        attempts: 0,
        reason: redact(delivery.reason),
        checks: unjudged(contractCase, delivery.verdict, redact(delivery.reason)),
        exchanges: [],
      };
    }
    const checks = await judgeOnce(contractCase);
    const exchanges = describeExchanges(contractCase, delivery.steps, settings, redact);
    const attempts = Math.max(...delivery.steps.map(({ failedAttempts }) => failedAttempts.length + 1));
    const verdict = worstOf(checks.map((check) => check.verdict));
    return {
      id,
      title,
      verdict,
      durationMs: delivery.durationMs,
      attempts,
      checks: checks.map((check) => ({ ...check, actual: redact(check.actual) })),
      exchanges,
    };
  };
}
