import { contract } from '../../../../generated/contract.ts';
import { postmanObstacle } from '../../../../scripts/generate/exports/obstacles.ts';
import { baselineId } from '../../../contract/cases/accepted.ts';
import { ownRequirement } from '../../../contract/cases/own-requirement.ts';
import { contractCases } from '../../../contract/index.ts';
import type { Report } from '../../../contract/report/report.ts';
import { withControls } from '../../../contract/run/phases.ts';
import { unique } from './newman.ts';

const exported = contractCases().filter(
  (contractCase) => postmanObstacle(contractCase, contract) === undefined,
);

/** The cases in the collection. */
export const exportedIds: string[] = exported.map(({ id }) => id);

/** The requirements that the suite found broken. */
export const brokenIn = ({ requirements }: Report, verdict: 'fail' | 'warn'): string[] =>
  unique(requirements.filter((one) => one.verdict === verdict).map(({ id }) => id));

/** The requirements of checks named as in Newman's results. */
export const requirementsOf = (checks: readonly string[]): string[] =>
  unique(checks.map((check) => check.split(' ')[1] ?? ''));

/** Maximum number of cases per broken requirement, because Newman is slow. */
const witnesses = 3;

/** Cases that show a fault, with their controls; for concurrent ones (R12) all, because order matters. */
export function casesThatTell({ cases }: Report): string[] {
  const byRequirement = new Map<string, string[]>();
  for (const { id, checks } of cases) {
    for (const { requirement, verdict } of checks) {
      if (verdict !== 'fail' && verdict !== 'warn') continue;
      const known = byRequirement.get(requirement) ?? [];
      const room = requirement === 'R12' || known.length < witnesses;
      if (room && !known.includes(id)) byRequirement.set(requirement, [...known, id]);
    }
  }
  return withBasis([baselineId, ...[...byRequirement.values()].flat()]);
}

/** One case per requirement, with its controls. */
export function oneCaseEach(): string[] {
  const rules = new Set(exported.map(ownRequirement));
  return withBasis(
    [...rules].flatMap((rule) => exported.find((one) => ownRequirement(one) === rule)?.id ?? []),
  );
}

const withBasis = (ids: readonly string[]): string[] =>
  withControls(
    exported,
    exported.filter(({ id }) => ids.includes(id)),
  ).map(({ id }) => id);
