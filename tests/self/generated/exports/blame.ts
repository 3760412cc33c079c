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

/** The cases that the collection holds. */
export const exportedIds: string[] = exported.map(({ id }) => id);

/** The requirements that the suite found broken. */
export const brokenIn = ({ requirements }: Report, verdict: 'fail' | 'warn'): string[] =>
  unique(requirements.filter((one) => one.verdict === verdict).map(({ id }) => id));

/** The requirements of checks that are named as Newman's results name them. */
export const requirementsOf = (checks: readonly string[]): string[] =>
  unique(checks.map((check) => check.split(' ')[1] ?? ''));

/** So many cases for each broken requirement are sent by Newman, which takes its time. */
const witnesses = 3;

/** Cases on which a fault shows, with those that they rest on; of those in company (R12) all, since order matters. */
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

/** A case for each requirement, with those that they rest on. */
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
