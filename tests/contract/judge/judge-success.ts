import type { DocumentTypeShown } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { isAccepted, outcome } from '../wire/exchange.ts';
import { isSame, isUnset, shownType } from './body.ts';
import type { ControlFacts, JudgedResponse, JudgeSettings, SentUpload, StepFacts } from './facts.ts';
import { echoesOther, shownId, statedSize } from './success-body.ts';
import { fail, type Judgement, pass, skip, unclear } from './verdict.ts';

export function documentType(
  response: JudgedResponse,
  required: DocumentTypeShown,
  { control }: StepFacts,
  settings: JudgeSettings,
): Judgement {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) {
    const { documentTypePointer: pointer } = settings;
    const isMissed = pointer !== undefined && required !== 'unset' && control?.shown.visible === true;
    return isMissed ? fail(`${shown.reason}, unlike ${control.id}`) : skip(`accepted; ${shown.reason}`);
  }
  if (required === 'unset')
    return isUnset(shown.value) ? pass('no type') : fail(`type ${JSON.stringify(shown.value)}`);
  if (shown.value === required.value) return pass(`type ${required.value}`);
  if (showsWrongly(control, shown.value))
    return unclear(`${typeText(shown.value)}, which ${control?.id} already shows`);
  const hint =
    shown.value === undefined
      ? `no type at ${settings.documentTypePointer}; if responses show none, use --document-type-pointer none`
      : `type ${JSON.stringify(shown.value)}`;
  return fail(hint);
}

const typeText = (value: unknown): string =>
  value === undefined ? 'no type' : `type ${JSON.stringify(value)}`;

/** A deployment that sets this wrong type for one form of upload may do so for another, for the same reason. */
const showsWrongly = (control: ControlFacts | undefined, type: unknown): boolean =>
  control !== undefined &&
  control.id !== baselineId &&
  !control.typeAsExpected &&
  control.shown.visible &&
  isSame(control.shown.value, type);

/** A deployment may reject the same file the second time (R20 covers that): with 409, or with another status. */
function isRefusedAsDuplicate(facts: StepFacts, steps: readonly StepFacts[]): boolean {
  const { response } = facts.exchange;
  if (response === null || response.status < 400) return false;
  const isSentBefore = steps
    .slice(0, steps.indexOf(facts))
    .some(({ sent }) => hasSameContent(sent.file, facts.sent.file));
  return isSentBefore || response.status === 409;
}

function hasSameContent(one: SentUpload['file'], other: SentUpload['file']): boolean {
  if (one === undefined || other === undefined || one.size !== other.size) return false;
  const { content } = one;
  if (typeof content === 'string') return content === other.content;
  return content.every((byte, index) => byte === other.content[index]);
}

/** The response must match the control's. Anything else comes from another request, or from outside the form. */
export function asControl(
  facts: StepFacts,
  steps: readonly StepFacts[],
  settings: JudgeSettings,
  orRefused = false,
): Judgement {
  const { sent, exchange, control } = facts;
  const { response } = exchange;
  if (control?.optional) return skip(`${control.id} is rejected when sent alone, too`);
  if (control === undefined || !control.asExpected)
    return unclear('the same request on its own did not get the expected response');
  // R20 judges a deployment that fails on concurrent requests.
  if (response === null || response.status >= 500 || response.status === 429) return skip(outcome(exchange));
  if (control.accepted && isRefusedAsDuplicate(facts, steps)) return skip('rejected as a duplicate');
  if (orRefused && !isAccepted(response)) return skip(`rejected, ${outcome(exchange)}`);
  if (isAccepted(response) !== control.accepted) {
    return fail(`${outcome(exchange)}, but ${control.accepted ? 'accepted' : 'rejected'} when sent alone`);
  }
  if (!control.accepted) return pass(`rejected, as when sent alone: ${outcome(exchange)}`);
  const others = steps.map((step) => step.sent).filter((other) => other !== sent);
  if (control.echoes && echoesOther(response, sent, others, settings.contract))
    return fail('describes a different upload');
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible || !control.shown.visible) return pass('accepted, as when sent alone; no type is shown');
  const alone = control.shown.value;
  const same = isSame(shown.value, alone) || (isUnset(shown.value) && isUnset(alone));
  const text = `type ${JSON.stringify(shown.value ?? null)}, ${JSON.stringify(alone ?? null)} when sent alone`;
  if (same) return pass(text);
  // A deployment that guesses types shows another one on another file, even though nothing carried over.
  return control.typeAsExpected ? fail(text) : unclear(`${text}: it is wrong in both`);
}

export function recognisedOnly(
  response: JudgedResponse,
  { control }: StepFacts,
  settings: JudgeSettings,
): Judgement {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) return skip(shown.reason);
  const recognised: readonly unknown[] = settings.contract.recognisedDocumentTypes;
  if (isUnset(shown.value) || recognised.includes(shown.value))
    return pass(`type ${JSON.stringify(shown.value ?? null)}`);
  if (control?.typeAsExpected === false) return unclear(`${control.id} already shows a wrong type`);
  return fail(`type ${JSON.stringify(shown.value)}`);
}

/** An identifier that different files share identifies none of them. Equal contents may be stored once. */
export function ownIds(steps: readonly StepFacts[], { contract }: JudgeSettings): Judgement {
  const told = steps.flatMap(({ sent, exchange: { response } }) => {
    const id = response !== null && isAccepted(response) ? shownId(response, contract) : undefined;
    return id === undefined ? [] : [{ id, file: sent.file }];
  });
  if (told.length < 2) return skip('fewer than two identifiers are shown');
  const shared = told.find(({ id, file }, index) =>
    told.slice(0, index).some((earlier) => earlier.id === id && !hasSameContent(earlier.file, file)),
  );
  if (shared === undefined) return pass(`${told.length} identifiers`);
  return fail(`${contract.success.members.id} ${JSON.stringify(shared.id)} for files that differ`);
}

export function bytesKept(
  response: JudgedResponse,
  { sent, control }: StepFacts,
  { contract }: JudgeSettings,
): Judgement {
  const size = statedSize(response, contract);
  const bytes = sent.file?.size;
  if (size === undefined) return skip('accepted; the success states no size');
  if (size === bytes) return pass(`${size} bytes`);
  return control?.sizeAsSent === false
    ? unclear(`${control.id} already states a wrong size`)
    : fail(`${size} bytes`);
}
