import type { ContractCase } from '../case.ts';
import { checksOf } from '../judge/checks.ts';
import { controlNotSent, controlShows } from '../judge/control.ts';
import type { ControlFacts } from '../judge/facts.ts';
import { factsOfStep } from '../judge/from-wire.ts';
import { judge, unjudged } from '../judge/judge.ts';
import { validatorsOf } from '../judge/schema.ts';
import { type CheckResult, reasonNotApplicable, worstOf } from '../judge/verdict.ts';
import { describeExchanges } from '../report/evidence.ts';
import { createRedactor, redactAndCut } from '../report/redact.ts';
import type { ReportedCase, ReportedExchange } from '../report/report.ts';
import type { Preflight } from '../report/run-facts.ts';
import type { Settings } from '../settings.ts';
import type { Deliveries } from './deliveries.ts';

/** Characters shown of what a deployment said or did. */
const shownActual = 1000;

/** Judges cases as their exchanges, and those of their controls, arrive. */
export function createResults(
  table: readonly ContractCase[],
  deliveries: Deliveries,
  preflight: Promise<Preflight>,
  settings: Settings,
): (id: string) => Promise<ReportedCase> {
  const { contract } = settings;
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
    const facts = delivery.steps.map((step, index) => ({
      ...factsOfStep(step, contract),
      control: controls[index] || undefined,
    }));
    const { kind } = await preflight;
    return judge(checksOf(contractCase, contract), facts, {
      ...settings,
      validators: validatorsOf(contract),
      doubtful: kind === 'set-up',
    });
  };
  const controlFacts = async (id: string): Promise<ControlFacts> => {
    const control = byId.get(id);
    const delivery = await deliveries.of(id);
    const [sent] = 'steps' in delivery ? delivery.steps : [];
    if (control === undefined || sent === undefined) return controlNotSent(id);
    return controlShows(id, factsOfStep(sent, contract), await judgeOnce(control), settings);
  };

  return async (id) => {
    const contractCase = byId.get(id);
    if (contractCase === undefined) throw new Error(`there is no case ${id}`);
    const delivery = await deliveries.of(id);
    const { title } = contractCase;
    if (!('steps' in delivery)) {
      const reason = redactAndCut(redact, delivery.reason, shownActual);
      return {
        id,
        title,
        verdict: delivery.verdict,
        durationMs: 0,
        attempts: 0,
        reason,
        checks: unjudged(checksOf(contractCase, contract), delivery.verdict, reason),
        exchanges: [],
      };
    }
    const checks = await judgeOnce(contractCase);
    const attempts = Math.max(...delivery.steps.map(({ failedAttempts }) => failedAttempts.length + 1));
    const notApplicable = reasonNotApplicable(checks);
    let exchanges: ReportedExchange[] | undefined;
    return {
      id,
      title,
      verdict: notApplicable === undefined ? worstOf(checks.map(({ verdict }) => verdict)) : 'skipped',
      ...(notApplicable === undefined ? {} : { reason: redact(notApplicable) }),
      durationMs: delivery.durationMs,
      attempts,
      checks: checks.map((check) => ({ ...check, actual: redactAndCut(redact, check.actual, shownActual) })),
      // Described when they are read: the terminal shows only those of failures.
      get exchanges() {
        exchanges ??= describeExchanges(contractCase, delivery.steps, settings, redact);
        return exchanges;
      },
    };
  };
}
