import type { Contract } from '../../../spec/contract.ts';
import { faultsOfEntries, textSchema } from '../../../spec/entries.ts';
import { worstOf } from '../judge/verdict.ts';
import type { KnownFailure, KnownFailureState, ReportedCase, ReportedKnownFailure } from './report.ts';

const entrySchema = {
  type: 'object',
  required: ['reason'],
  anyOf: [{ required: ['case'] }, { required: ['requirement'] }],
  additionalProperties: false,
  properties: {
    case: textSchema,
    requirement: textSchema,
    reason: textSchema,
    issue: textSchema,
    expires: { ...textSchema, pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a day, YYYY-MM-DD' },
  },
};

/**
 * Reads a list of known failures (YAML).
 *
 * @returns the entries, or a sentence for each problem with the file.
 */
export async function parseKnownFailures(
  text: string,
): Promise<{ entries: KnownFailure[] } | { problems: string[] }> {
  // Loaded on demand: most runs have no such list.
  const { parse } = await import('yaml');
  let entries: unknown;
  try {
    entries = parse(text);
  } catch (error) {
    return { problems: [(error as Error).message.split('\n')[0] ?? 'no YAML'] };
  }
  if (entries === null) return { entries: [] };
  const problems = faultsOfKnownFailures(entries);
  return problems.length > 0 ? { problems } : { entries: entries as KnownFailure[] };
}

/** @returns a sentence for each problem with a list of known failures, without a full stop. */
export function faultsOfKnownFailures(entries: unknown): string[] {
  if (!Array.isArray(entries)) return ['expected a list, with an entry for each known failure'];
  return faultsOfEntries(entries, entrySchema).map(({ index, message }) => `entry ${index + 1}: ${message}`);
}

/**
 * Accepts the known failures: a broken check that an entry explains becomes a warning and names the reason. Checks that
 * depend on such a case do not apply. Expired entries accept nothing. Pure.
 *
 * @param table all cases.
 * @param today `YYYY-MM-DD`.
 */
export function acceptKnownFailures(
  cases: readonly ReportedCase[],
  entries: readonly KnownFailure[],
  table: readonly TableEntry[],
  contract: Contract,
  today: string,
): { cases: ReportedCase[]; knownFailures: ReportedKnownFailure[] } {
  const valid = entries.filter(({ expires }) => expires === undefined || expires >= today);
  const accepted = cases.map((result): ReportedCase => {
    const checks = result.checks.map((check) => {
      if (!isBroken(check)) return check;
      const entry = valid.find((candidate) => concerns(candidate, result.id, check.requirement));
      if (entry === undefined) return check;
      const known = { reason: entry.reason, ...(entry.issue === undefined ? {} : { issue: entry.issue }) };
      return { ...check, verdict: 'warn' as const, known };
    });
    const changed = checks.some((check, index) => check !== result.checks[index]);
    return changed ? { ...result, checks, verdict: worstOf(checks.map(({ verdict }) => verdict)) } : result;
  });
  return {
    cases: withoutDependants(accepted, table),
    knownFailures: entries.map((entry) => ({
      ...entry,
      state: stateOf(entry, valid.includes(entry), cases, table, contract),
    })),
  };
}

/** What accepting needs of a case: its id, and the cases it depends on. */
interface TableEntry {
  id: string;
  steps: readonly { control?: string }[];
}

/** An accepted failure must not make other checks inconclusive. */
function withoutDependants(cases: readonly ReportedCase[], table: readonly TableEntry[]): ReportedCase[] {
  const steps = new Map(table.map((contractCase) => [contractCase.id, contractCase.steps]));
  const causes = new Set(
    cases.filter(({ checks }) => checks.some(({ known }) => known !== undefined)).map(({ id }) => id),
  );
  const rests = ({ id, attempts }: ReportedCase): boolean =>
    attempts > 0 && steps.get(id)?.some(({ control }) => causes.has(control ?? '')) === true;
  for (let size = 0; size < causes.size; ) {
    size = causes.size;
    for (const result of cases) if (result.verdict === 'inconclusive' && rests(result)) causes.add(result.id);
  }
  return cases.map((result) => {
    if (!rests(result) || !result.checks.some(({ verdict }) => verdict === 'inconclusive')) return result;
    const checks = result.checks.map((check) =>
      check.verdict === 'inconclusive' ? { ...check, verdict: 'skipped' as const } : check,
    );
    const open = result.checks.find(({ verdict }) => verdict === 'inconclusive');
    const isOpen = result.verdict === 'inconclusive';
    return {
      ...result,
      checks,
      ...(isOpen ? { verdict: 'skipped', reason: `known failure: ${open?.actual}` } : {}),
    };
  });
}

/** What is wrong with an entry that accepts nothing any more. */
export const whyOutdated: Partial<Record<KnownFailureState, string>> = {
  stale: 'the failure no longer occurs: remove the entry',
  expired: 'fix the deployment, or change the date',
  unmatched: 'no case or requirement has this id',
};

export const isOutdated = ({ state }: Pick<ReportedKnownFailure, 'state'>): boolean =>
  whyOutdated[state] !== undefined;

const isBroken = ({ verdict }: { verdict: string }): boolean => verdict === 'fail' || verdict === 'warn';

/** Whether an entry covers a rule in a case. */
export const concerns = (entry: KnownFailure, id: string, requirement: string): boolean =>
  (entry.case === undefined || entry.case === id) &&
  (entry.requirement === undefined || entry.requirement === requirement);

function stateOf(
  entry: KnownFailure,
  isValid: boolean,
  cases: readonly ReportedCase[],
  table: readonly TableEntry[],
  contract: Contract,
): KnownFailureState {
  const knownCase = entry.case === undefined || table.some(({ id }) => id === entry.case);
  const knownRequirement =
    entry.requirement === undefined || contract.requirements.some(({ id }) => id === entry.requirement);
  if (!knownCase || !knownRequirement) return 'unmatched';
  if (!isValid) return 'expired';
  const looked = cases.flatMap(({ id, checks }) =>
    checks.filter(({ requirement, verdict }) => concerns(entry, id, requirement) && verdict !== 'skipped'),
  );
  if (looked.some(isBroken)) return 'matched';
  const anyTold = looked.some(({ verdict }) => verdict === 'pass');
  return anyTold ? 'stale' : 'not-run';
}
