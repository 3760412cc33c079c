import type { ContractCase, FileRecipe, Step } from '../../case.ts';
import { withControls } from '../phases.ts';

/**
 * The number of uploads that cases leave on a deployment that keeps the contract, including those of their controls.
 * Pure.
 */
export function uploadsLeft(table: readonly ContractCase[], cases: readonly ContractCase[]): number {
  const byId = new Map(table.map((contractCase) => [contractCase.id, contractCase]));
  const isTaken = ({ expect, control }: Step): boolean => {
    if (expect.outcome !== 'as-control') return expect.outcome === 'accepted';
    const [alone] = byId.get(control ?? '')?.steps ?? [];
    return alone !== undefined && isTaken(alone);
  };
  return withControls(table, cases)
    .flatMap(({ steps }) => steps)
    .filter(isTaken).length;
}

/** A case that puts little load on a deployment: all its files are small, and it sends few requests. */
export const isSmall = ({ steps }: ContractCase): boolean =>
  steps.length <= mostSteps && steps.every(({ request }) => filesOf(request).every(isSmallFile));

const mostSteps = 4;

/** Bytes of a file, or characters of a text. */
const largestContent = 20_000;

const filesOf = ({ body }: Step['request']): { size?: number }[] => {
  if (body.kind === 'none') return [];
  if (body.kind === 'raw') return [body.file];
  return body.parts.map((part): FileRecipe | { size?: number } => ('file' in part ? part.file : part));
};

const isSmallFile = ({ size = 0 }: { size?: number }): boolean => size <= largestContent;
