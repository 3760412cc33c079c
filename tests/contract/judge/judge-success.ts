import { isDeepStrictEqual } from 'node:util';
import { contract } from '../../../generated/contract.ts';
import type { DocumentTypeShown } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { isAccepted, outcome, type ReceivedResponse } from '../wire/exchange.ts';
import { type Answer, fail, pass, skip, unclear } from './answer.ts';
import type { ControlFacts, JudgeSettings, StepFacts } from './facts.ts';
import { echoesUpload, shownType, statedSize, uploadOf } from './success-body.ts';

export function documentType(
  response: ReceivedResponse,
  wanted: DocumentTypeShown,
  { control }: StepFacts,
  settings: JudgeSettings,
): Answer {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) {
    const { documentTypePointer: pointer } = settings;
    const isMissed = pointer !== undefined && wanted !== 'unset' && control?.shown.visible === true;
    return isMissed ? fail(`${shown.reason}, unlike ${control.id}`) : skip(`accepted; ${shown.reason}`);
  }
  if (wanted === 'unset')
    return isUnset(shown.value) ? pass('no type') : fail(`type ${JSON.stringify(shown.value)}`);
  if (shown.value === wanted.value) return pass(`type ${wanted.value}`);
  if (showsWrongly(control, shown.value))
    return unclear(`type ${JSON.stringify(shown.value)}, as ${control?.id} shows it already`);
  const hint =
    shown.value === undefined
      ? `no type at ${settings.documentTypePointer}; where none is shown, say --document-type-pointer none`
      : `type ${JSON.stringify(shown.value)}`;
  return fail(hint);
}

/** What already sets this wrong type in a special form of upload may do so in another, for the same reason. */
const showsWrongly = (control: ControlFacts | undefined, type: unknown): boolean =>
  control !== undefined &&
  control.id !== baselineId &&
  !control.typeAsWanted &&
  control.shown.visible &&
  isDeepStrictEqual(control.shown.value, type);

const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** A deployment may refuse to store the same file twice (R20 speaks of that): with 409, or as it likes. */
function isRefusedAsDuplicate(facts: StepFacts, steps: readonly StepFacts[]): boolean {
  const { response } = facts.exchange;
  if (response === null || response.status < 400) return false;
  const file = uploadOf(facts.sent).file;
  const isSentBefore = steps
    .slice(0, steps.indexOf(facts))
    .some((step) => file !== undefined && isDeepStrictEqual(uploadOf(step.sent).file?.bytes, file.bytes));
  return isSentBefore || response.status === 409;
}

/** The answer has to be that of the control; anything else comes from another request, or from outside the form. */
export function asControl(
  facts: StepFacts,
  steps: readonly StepFacts[],
  settings: JudgeSettings,
  orRefused = false,
): Answer {
  const { sent, exchange, control } = facts;
  const { response } = exchange;
  if (control?.optional) return skip(`${control.id} is refused alone, too`);
  if (control === undefined || !control.asWanted)
    return unclear('the same request alone is not answered rightly');
  // That a deployment is in trouble when several come at once is R20's to judge.
  if (response === null || response.status >= 500 || response.status === 429) return skip(outcome(exchange));
  if (control.accepted && isRefusedAsDuplicate(facts, steps)) return skip('refused as a duplicate');
  if (orRefused && !isAccepted(response)) return skip(`refused, ${outcome(exchange)}`);
  if (isAccepted(response) !== control.accepted) {
    return fail(`${outcome(exchange)}, alone ${control.accepted ? 'accepted' : 'refused'}`);
  }
  if (!control.accepted) return pass(`refused as alone, ${outcome(exchange)}`);
  if (control.echoes && !echoesUpload(response, sent))
    return fail('speaks of another upload than the one it answers');
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible || !control.shown.visible) return pass('accepted as alone; no type is shown');
  const alone = control.shown.value;
  const same = isDeepStrictEqual(shown.value, alone) || (isUnset(shown.value) && isUnset(alone));
  const text = `type ${JSON.stringify(shown.value ?? null)}, alone ${JSON.stringify(alone ?? null)}`;
  if (same) return pass(text);
  // A deployment that guesses types shows another one on another file, with nothing carried over.
  return control.typeAsWanted ? fail(text) : unclear(`${text}, which is wrong already`);
}

export function recognisedOnly(
  response: ReceivedResponse,
  { control }: StepFacts,
  settings: JudgeSettings,
): Answer {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) return skip(shown.reason);
  const recognised: readonly unknown[] = contract.recognisedDocumentTypes;
  if (isUnset(shown.value) || recognised.includes(shown.value))
    return pass(`type ${JSON.stringify(shown.value ?? null)}`);
  if (control?.typeAsWanted === false) return unclear(`${control.id} already shows a wrong type`);
  return fail(`type ${JSON.stringify(shown.value)}`);
}

export function bytesKept(response: ReceivedResponse, { sent, control }: StepFacts): Answer {
  const size = statedSize(response);
  const bytes = uploadOf(sent).file?.bytes.length;
  if (size === undefined) return skip('accepted; the success states no size');
  if (size === bytes) return pass(`${size} bytes`);
  return control?.sizeAsSent === false
    ? unclear(`${control.id} already states a wrong size`)
    : fail(`${size} bytes`);
}
