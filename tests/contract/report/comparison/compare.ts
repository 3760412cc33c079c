import type { CheckResult } from '../../judge/verdict.ts';
import type { Report, ReportedCase } from '../report.ts';

/** What changed between two runs, case by case. A case may be in several lists. */
export interface Comparison {
  /** Breaks a rule that it kept before, or that was not checked before. */
  newFailures: Change[];
  /** Keeps a rule that it broke before. */
  fixed: Change[];
  newWarnings: Change[];
  goneWarnings: Change[];
  /** Was conclusive before, and is now inconclusive, skipped or missing: its coverage is lost. */
  noLongerTold: Change[];
  newlyTold: Change[];
  /** Got another status, whatever the verdict. */
  statuses: Change[];
  /** Ids of cases that are in one run only. */
  added: string[];
  removed: string[];
}

/** A case or a rule whose verdict changed. */
export interface Change {
  id: string;
  title: string;
  before: string;
  after: string;
}

type Matches = (check: CheckResult) => boolean;

interface Pair {
  before: ReportedCase;
  after: ReportedCase;
}

/** Compares two runs, of one deployment at two times or of two deployments. Pure. */
export function compareReports(before: Report, after: Report): Comparison {
  const earlier = new Map(before.cases.map((result) => [result.id, result]));
  const later = new Set(after.cases.map(({ id }) => id));
  const pairs = after.cases.flatMap((result): Pair[] => {
    const match = earlier.get(result.id);
    return match === undefined ? [] : [{ before: match, after: result }];
  });
  const isFailure = failures(before.strict || after.strict);
  const added = after.cases.filter(({ id }) => !earlier.has(id));
  return {
    newFailures: [
      ...pairs.flatMap((pair) => newlyBroken(pair, isFailure)),
      ...added
        .filter(({ checks }) => checks.some(isFailure))
        .map((result) => change(result, 'missing', outcome(result))),
    ],
    fixed: pairs.flatMap((pair) => mended(pair, isFailure)),
    newWarnings: pairs.flatMap((pair) => newlyBroken(pair, isWarning)),
    goneWarnings: pairs.flatMap((pair) => mended(pair, isWarning)),
    noLongerTold: [
      ...pairs.flatMap(lost),
      ...before.cases
        .filter((result) => !later.has(result.id) && isTold(result))
        .map((result) => change(result, result.verdict, 'missing')),
    ],
    newlyTold: pairs
      .filter(({ before, after }) => !isTold(before) && isTold(after))
      .map((pair) => change(pair.after, outcome(pair.before), pair.after.verdict)),
    statuses: pairs
      .filter(({ before, after }) => isSent(before) && isSent(after) && statuses(before) !== statuses(after))
      .map((pair) => change(pair.after, statuses(pair.before), statuses(pair.after))),
    added: added.map(({ id }) => id),
    removed: before.cases.map(({ id }) => id).filter((id) => !later.has(id)),
  };
}

/** With `strict`, a broken SHOULD counts as a failure, unless it is a known one. */
const failures = (strict: boolean): Matches => {
  return ({ verdict, known }) => verdict === 'fail' || (strict && verdict === 'warn' && known === undefined);
};

const isWarning: Matches = ({ verdict, level }) => verdict === 'warn' && level === 'SHOULD';

const rules = ({ checks }: ReportedCase, matches: Matches): string[] => [
  ...new Set(checks.filter(matches).map(({ requirement }) => requirement)),
];

function newlyBroken({ before, after }: Pair, matches: Matches): Change[] {
  const already = rules(before, matches);
  const broken = rules(after, matches).filter((rule) => !already.includes(rule));
  return broken.length === 0
    ? []
    : [change(after, statuses(before), `${statuses(after)}, breaks ${broken.join(' ')}`)];
}

/** A rule that is no longer checked is not fixed. */
function mended({ before, after }: Pair, matches: Matches): Change[] {
  const still = rules(after, (check) => check.verdict !== 'pass' && check.verdict !== 'skipped');
  const passing = rules(after, ({ verdict }) => verdict === 'pass');
  const now = rules(before, matches).filter((rule) => passing.includes(rule) && !still.includes(rule));
  return now.length === 0
    ? []
    : [change(after, statuses(before), `${statuses(after)}, keeps ${now.join(' ')}`)];
}

/** What a case no longer tells: all of it, or single rules. */
function lost({ before, after }: Pair): Change[] {
  if (!isTold(before)) return [];
  if (!isTold(after)) return [change(after, before.verdict, outcome(after))];
  const told = rules(after, ({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const open = rules(after, ({ verdict }) => verdict === 'inconclusive');
  const openBefore = rules(before, ({ verdict }) => verdict === 'inconclusive');
  const ruled = rules(before, ({ verdict }) => verdict !== 'skipped');
  const gone = open.filter(
    (rule) => ruled.includes(rule) && !openBefore.includes(rule) && !told.includes(rule),
  );
  return gone.length === 0
    ? []
    : [change(after, before.verdict, `${after.verdict}, no longer checks ${gone.join(' ')}`)];
}

const change = ({ id, title }: ReportedCase, before: string, after: string): Change => ({
  id,
  title,
  before,
  after,
});

const isTold = ({ verdict }: ReportedCase): boolean => verdict !== 'inconclusive' && verdict !== 'skipped';

const isSent = ({ exchanges }: ReportedCase): boolean => exchanges.length > 0;

const outcome = ({ verdict, reason }: ReportedCase): string =>
  reason === undefined ? verdict : `${verdict} (${reason})`;

/** `200 400`: the status of each exchange in order; equal ones once. */
function statuses({ exchanges, verdict }: ReportedCase): string {
  const texts = exchanges.map(({ response }) =>
    response === null ? 'no response' : String(response.status),
  );
  if (texts.length === 0) return verdict;
  return new Set(texts).size === 1 ? (texts[0] ?? '') : texts.join(' ');
}
