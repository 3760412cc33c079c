import pLimit, { type LimitFunction } from 'p-limit';
import type { ContractCase } from '../case.ts';
import { partsOf, typeOf } from '../cases/recipes.ts';
import { largestUnpaused } from '../wire/send.ts';
import type { Delivery } from './deliveries.ts';

/**
 * Puts the cases into phases, which run one after the other. Uploads without a type come first, and each recognised type
 * gets its own phase. A deployment that carries types over from one request to another is then caught by the isolation
 * cases (R12), which come last, and is not mistaken for one that guesses types (R9, R10).
 */
export function phasesOf(cases: readonly ContractCase[], recognised: readonly string[]): ContractCase[][] {
  const phases: ContractCase[][] = [];
  for (const contractCase of cases) {
    const phase = phaseOf(contractCase, recognised);
    phases[phase] ??= [];
    phases[phase].push(contractCase);
  }
  // Within a phase the slowest cases start first, so that none of them runs alone at the end.
  return phases
    .filter((phase) => phase !== undefined)
    .map((phase) => spreadLarge(phase.toSorted((a, b) => rounds(b) - rounds(a))));
}

/** Number of sequential exchanges of a case. */
const rounds = ({ steps, together }: ContractCase): number => (together ? 1 : steps.length);

/** Large requests wait for an early response. Evenly spread, they do so while others are sent. */
function spreadLarge(cases: readonly ContractCase[]): ContractCase[] {
  const large = cases.filter(isLarge);
  const others = cases.filter((contractCase) => !isLarge(contractCase));
  // Two shares follow the last one, so that it does not end alone.
  const share = Math.floor(others.length / (large.length + 1));
  return [
    ...large.flatMap((each, index) => [each, ...others.slice(index * share, (index + 1) * share)]),
    ...others.slice(large.length * share),
  ];
}

const isLarge = ({ steps }: ContractCase): boolean =>
  steps.some(({ request }) =>
    partsOf(request).some((part) => (('file' in part ? part.file : part).size ?? 0) > largestUnpaused),
  );

function phaseOf({ steps }: ContractCase, recognised: readonly string[]): number {
  const types = steps.map(({ request }) => typeOf(request));
  const isConcurrent = steps.some(({ expect }) => expect.outcome === 'as-control' && expect.by === 'R12');
  if (isConcurrent || new Set(types).size > 1) return recognised.length + 2;
  const [type] = types;
  if (type === undefined) return 0;
  return 2 + recognised.indexOf(type);
}

/** The selected cases and their controls, in the order of the table. */
export function withControls(
  table: readonly ContractCase[],
  selected: readonly ContractCase[],
): ContractCase[] {
  const byId = new Map(table.map((contractCase) => [contractCase.id, contractCase]));
  const needed = new Set<ContractCase>();
  const add = (contractCase: ContractCase): void => {
    if (needed.has(contractCase)) return;
    needed.add(contractCase);
    for (const { control } of contractCase.steps) {
      const target = control === undefined ? undefined : byId.get(control);
      if (target !== undefined) add(target);
    }
  };
  for (const contractCase of selected) add(contractCase);
  return table.filter((contractCase) => needed.has(contractCase));
}

/**
 * Sends the cases of a phase. Those with concurrent steps come last. If several of them fail when run at the same time,
 * each is repeated alone: a small deployment need not have room for that many connections.
 */
export async function sendPhase(
  cases: readonly ContractCase[],
  limit: LimitFunction,
  sendCase: (contractCase: ContractCase) => Promise<Delivery>,
  settle: (contractCase: ContractCase, delivery: Delivery) => void,
): Promise<void> {
  const deliver = async (contractCase: ContractCase) => settle(contractCase, await sendCase(contractCase));
  const crowded: ContractCase[] = [];
  await limit.map(
    cases.filter(({ together }) => !together),
    deliver,
  );
  await limit.map(
    cases.filter(({ together }) => together),
    async (contractCase) => {
      const delivery = await sendCase(contractCase);
      if (hasOverload(delivery)) crowded.push(contractCase);
      else settle(contractCase, delivery);
    },
  );
  await pLimit(1).map(crowded, deliver);
}

const hasOverload = (delivery: Delivery): boolean =>
  'steps' in delivery &&
  delivery.steps.some(
    ({ exchange, failedAttempts }) => exchange.response === null || failedAttempts.length > 0,
  );
