import type { CheckResult, Verdict } from '../judge/verdict.ts';
import type { Report, ReportedCase, ReportedExchange, ReportedRequirement } from './report.ts';

/** A way in which a deployment breaks a rule, with the cases that show it. People read these instead of a line per case. */
export interface Difference {
  /** Equal for the same difference in another run. */
  key: string;
  requirement: ReportedRequirement;
  /** `status 201 Created instead of being rejected with 4xx`; not yet safe for a screen. */
  text: string;
  /** The first check that shows it. */
  check: CheckResult;
  /** The first case that shows it, with the exchange that was judged. */
  example: { result: ReportedCase; exchange: ReportedExchange | undefined };
  cases: ReportedCase[];
}

/** All differences of a rule, those in most cases first. */
export interface RuleDifferences {
  requirement: ReportedRequirement;
  differences: Difference[];
  /** Number of cases that show any of them. */
  cases: number;
}

type Told = Extract<Verdict, 'fail' | 'warn' | 'inconclusive'>;

/** All differences of these verdicts, rule by rule in the order of the contract. Pure. */
export function differencesOf(report: Report, ...verdicts: Told[]): RuleDifferences[] {
  const found = new Map<string, Difference>();
  const ids = new Set(report.cases.map(({ id }) => id));
  const rules = new Map(report.requirements.map((requirement) => [requirement.id, requirement]));
  for (const result of report.cases)
    for (const check of result.checks) {
      const requirement = rules.get(check.requirement);
      if (requirement === undefined || !verdicts.some((verdict) => verdict === check.verdict)) continue;
      for (const fault of faultsOf(check)) {
        const key = keyOf(check, fault, ids);
        const known = found.get(key) ?? { ...begin(requirement, result, check, fault), key };
        found.set(key, known);
        if (known.cases.at(-1) !== result) known.cases.push(result);
      }
    }
  return byRule(report.requirements, [...found.values()]);
}

const begin = (
  requirement: ReportedRequirement,
  result: ReportedCase,
  check: CheckResult,
  fault: string,
): Omit<Difference, 'key'> => ({
  requirement,
  text: sentenceOf(check, fault),
  check,
  example: { result, exchange: result.exchanges[check.step] ?? result.exchanges.at(-1) },
  cases: [],
});

const byRule = (
  requirements: readonly ReportedRequirement[],
  all: readonly Difference[],
): RuleDifferences[] =>
  requirements.flatMap((requirement) => {
    const differences = all
      .filter((difference) => difference.requirement === requirement)
      .sort((a, b) => b.cases.length - a.cases.length);
    if (differences.length === 0) return [];
    const cases = new Set(differences.flatMap((difference) => difference.cases)).size;
    return [{ requirement, differences, cases }];
  });

/** A check of a body finds several faults together, and each of them may be the only one of another case. */
const faultsOf = ({ kind, verdict, actual }: CheckResult): string[] =>
  isOfBody(kind) && verdict !== 'inconclusive' ? actual.split('; ') : [actual];

const isOfBody = (kind: CheckResult['kind']): boolean =>
  kind === 'success-body' || kind === 'problem-details';

/**
 * Differences with the same key differ in values only. Names, sizes and ids belong to the case, a status to the
 * deployment.
 */
function keyOf(check: CheckResult, fault: string, ids: ReadonlySet<string>): string {
  const shape = [check.expected, fault].map((text) => shapeOf(text, ids));
  return [check.requirement, check.verdict, check.kind, ...shape, check.known?.reason ?? ''].join('\n');
}

/** Characters that identify a difference; a body that a check quotes may be long. */
const comparedText = 300;

const shapeOf = (text: string, ids: ReadonlySet<string>): string =>
  text
    .slice(0, comparedText)
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/[a-z0-9]+(?:-[a-z0-9]+)*/g, (word) => (ids.has(word) ? '-' : word))
    .replace(/(?<!\bstatus )\b[\w-]*\d[\w.-]*/g, '0');

/** The actual value, and the expected one. */
function sentenceOf({ kind, verdict, expected }: CheckResult, fault: string): string {
  if (verdict === 'inconclusive') return fault;
  const [status = ''] = expected.split(' ');
  if (kind === 'success-body') return fault.startsWith('status ') ? `${fault} instead of ${status}` : fault;
  if (kind === 'problem-details')
    return fault.startsWith('Content-Type ') ? `${fault} instead of ${expected.split(' ').at(-1)}` : fault;
  if (kind === 'not-accepted') return `${fault} instead of not being accepted`;
  const isDone = kind === 'accepted' || kind === 'refused';
  return `${fault} instead of ${isDone ? 'being ' : ''}${expected}`;
}
