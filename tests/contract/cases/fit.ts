import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase, Expectation, PartRecipe, Step } from '../case.ts';
import { partsOf, typeOf } from './recipes.ts';

/** Bytes to send at most to a deployment whose spec guarantees less, or nothing. */
const alwaysTaken = 100_000;

/**
 * Fits the cases to this contract: drops those about fields that the spec lacks or rules that do not apply, and adds
 * required fields. When several cases would send the same request, the first is kept.
 */
export function fitted(cases: readonly ContractCase[], contract: Contract): ContractCase[] {
  const silent = contract.requirements.filter(({ notApplicable }) => notApplicable !== undefined);
  const silentIds = silent.map(({ id }) => id);
  const complete = cases
    .filter((each) => applies(each, contract, silentIds))
    .map((each) => ({ ...each, steps: each.steps.map((step) => completeStep(step, contract)) }));
  return withControls(complete);
}

function applies({ steps }: ContractCase, contract: Contract, silent: readonly string[]): boolean {
  const { fields, typeIsClosed, recognisedDocumentTypes } = contract;
  const text = JSON.stringify(steps);
  if (fields.account === undefined && text.includes('{{field:account}}')) return false;
  if (fields.type === undefined && /\{\{field:type\}\}|"role":"type"/.test(text)) return false;
  if (steps.some(({ expect }) => silent.includes(expect.by))) return false;
  // The contract leaves open which of two defects is reported first.
  const isUnlisted = ({ request, expect }: Step): boolean =>
    expect.outcome !== 'unknownType' &&
    !recognisedDocumentTypes.includes(typeOf(request) ?? recognisedDocumentTypes[0] ?? '');
  if (typeIsClosed && steps.some(isUnlisted)) return false;
  return steps.every((step) => largestFile(step) <= largestAllowed(step, contract));
}

/** A case that is rejected as too large has to be larger. */
const largestAllowed = ({ expect }: Step, { guaranteedFileSize }: Contract): number =>
  expect.outcome === 'tooLarge' ? Infinity : Math.max(guaranteedFileSize, alwaysTaken);

const largestFile = ({ request }: Step): number =>
  Math.max(0, ...partsOf(request).map((part) => ('file' in part ? (part.file.size ?? 0) : 0)));

function completeStep(step: Step, contract: Contract): Step {
  const { request } = step;
  const isTyped = typeOf(request) !== undefined;
  const body =
    'parts' in request.body
      ? { ...request.body, parts: completeParts(request.body.parts, contract) }
      : request.body;
  return {
    ...step,
    request: { ...request, body },
    expect: completeExpectation(step.expect, isTyped, contract),
  };
}

/** Leaves out the account where the spec has none, and adds the fields that the spec requires beyond the page's. */
export function completeParts(parts: readonly PartRecipe[], contract: Contract): PartRecipe[] {
  const { fields, otherFields, typeIsRequired } = contract;
  const [firstType] = contract.recognisedDocumentTypes;
  const isSent = (name: string): boolean => parts.some((part) => 'name' in part && part.name === name);
  const hasType = parts.some((part) => 'role' in part && part.role === 'type');
  const missing = otherFields.filter(({ name, required }) => required && !isSent(name));
  return [
    ...missing.map(({ name, value }): PartRecipe => ({ name, text: value })),
    ...parts.filter((part) => fields.account !== undefined || !('role' in part) || part.role !== 'account'),
    ...(typeIsRequired && !hasType && firstType !== undefined
      ? [{ role: 'type', text: firstType } as const]
      : []),
  ];
}

function completeExpectation(expect: Expectation, isTyped: boolean, contract: Contract): Expectation {
  if (expect.outcome !== 'accepted' || expect.type === undefined) return expect;
  const { type, ...accepted } = expect;
  if (contract.fields.type === undefined) return accepted;
  const [firstType] = contract.recognisedDocumentTypes;
  const isFilledIn = contract.typeIsRequired && !isTyped && firstType !== undefined;
  return isFilledIn ? { ...accepted, type: { shown: { value: firstType }, by: 'R8' } } : expect;
}

/** Points controls to the kept one of several cases that send the same request, and drops cases whose control is gone. */
function withControls(cases: readonly ContractCase[]): ContractCase[] {
  const first = new Map<string, string>();
  const keptFor = new Map<string, string>();
  for (const each of cases) {
    const key = sent(each);
    if (!first.has(key)) first.set(key, each.id);
    keptFor.set(each.id, first.get(key) ?? each.id);
  }
  let kept = cases
    .filter(({ id }) => keptFor.get(id) === id)
    .map((each) => ({ ...each, steps: each.steps.map((step) => pointed(step, keptFor, each.id)) }));
  for (let before = 0; before !== kept.length; ) {
    before = kept.length;
    const ids = new Set(kept.map(({ id }) => id));
    kept = kept.filter(({ steps }) =>
      steps.every(({ control }) => control === undefined || ids.has(control)),
    );
  }
  return kept;
}

const sent = ({ steps, together, oneConnection, repeats }: ContractCase): string =>
  JSON.stringify([steps.map(({ request }) => request), together, oneConnection, repeats]);

function pointed({ control, ...step }: Step, keptFor: ReadonlyMap<string, string>, id: string): Step {
  if (control === undefined) return step;
  const target = keptFor.get(control) ?? control;
  return target === id ? step : { ...step, control: target };
}
