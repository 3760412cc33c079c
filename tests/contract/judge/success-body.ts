import { jsonObject, mediaTypeOf } from './body.ts';
import type { JudgedContract, JudgedResponse, JudgeSettings, SentUpload } from './facts.ts';

/** Why a success does not match the spec (R15), one sentence each. */
export function successFaults(
  response: JudgedResponse,
  sent: SentUpload,
  { contract, validators }: Pick<JudgeSettings, 'contract' | 'validators'>,
): string[] {
  const { status } = contract.success;
  const faults = response.status === status ? [] : [`status ${response.status}`];
  if (!isJson(contract.success.mediaType))
    return [...faults, ...mediaTypeFaults(response, contract.success.mediaType)];
  const body = jsonObject(response);
  if (body === undefined) return [...faults, withoutObject(response)];
  return [
    ...faults,
    ...mediaTypeFaults(response, contract.success.mediaType),
    ...validators.success(body),
    ...echoFaults(body, sent, contract),
  ];
}

/** RFC 6839, section 3.1: a schema of another media type does not apply to JSON. */
const isJson = (mediaType: string): boolean => /[/+]json$/.test(mediaType);

const withoutObject = ({ text }: JudgedResponse): string =>
  text === '' ? 'an empty body' : 'a body that is not a JSON object';

function mediaTypeFaults(response: JudgedResponse, mediaType: string): string[] {
  const type = mediaTypeOf(response);
  return type === mediaType ? [] : [`Content-Type ${type ?? 'absent'}`];
}

type EchoRole = 'size' | 'account' | 'name';

/** What a success says about an upload, and the true values. */
const misstates: Record<EchoRole, (shown: unknown, upload: SentUpload) => boolean> = {
  size: (shown, { file }) => typeof shown === 'number' && file !== undefined && shown !== file.size,
  account: (shown, { accountId }) =>
    typeof shown === 'string' && accountId !== undefined && shown !== accountId,
  name: (shown, { file }) => typeof shown === 'string' && file !== undefined && !isSameName(shown, file.name),
};

const misstated = (
  body: Record<string, unknown>,
  upload: SentUpload,
  { success: { members } }: JudgedContract,
): EchoRole[] =>
  (['size', 'account', 'name'] as const).filter((role) => misstates[role](body[members[role] ?? ''], upload));

/** What a success says about the upload that does not match what was sent. */
const echoFaults = (body: Record<string, unknown>, upload: SentUpload, contract: JudgedContract): string[] =>
  misstated(body, upload, contract).map((role) => {
    const member = contract.success.members[role] ?? '';
    return role === 'size'
      ? `${member} ${body[member]} for ${upload.file?.size} bytes`
      : `${member} differs from the one that was sent`;
  });

/** The contract leaves open how path segments, quotes and control characters come back in a file name. */
const openInNames = /[/\\"'`\p{Cc}]/u;

/** Whether a name is the one that was sent, after Unicode NFC: some file systems decompose accents. */
const isSameName = (shown: string, sent: string): boolean =>
  openInNames.test(sent) || shown.normalize('NFC') === sent.normalize('NFC');

/** A success repeats the upload that it belongs to, as far as it says anything about it. */
export const echoesUpload = (response: JudgedResponse, sent: SentUpload, contract: JudgedContract): boolean =>
  echoFaults(jsonObject(response) ?? {}, sent, contract).length === 0;

/**
 * A success that describes another upload: with a name or size of one of these, or another account. A name or size of no
 * upload is a distorted one, which may not show on every upload (R15).
 */
export function echoesOther(
  response: JudgedResponse,
  sent: SentUpload,
  others: readonly SentUpload[],
  contract: JudgedContract,
): boolean {
  const body = jsonObject(response) ?? {};
  return misstated(body, sent, contract).some(
    (role) =>
      role === 'account' ||
      others.some(
        (other) =>
          other.file !== undefined && !misstates[role](body[contract.success.members[role] ?? ''], other),
      ),
  );
}

/** Why an error is not problem details (R14, RFC 9457), one sentence each. */
export function problemFaults(
  response: JudgedResponse,
  { contract, validators }: Pick<JudgeSettings, 'contract' | 'validators'>,
): string[] {
  const faults = mediaTypeFaults(response, contract.problem.mediaType);
  if (!isJson(contract.problem.mediaType)) return faults;
  const body = jsonObject(response);
  if (body === undefined) return [...faults, withoutObject(response)];
  faults.push(...validators.problem(body));
  if (typeof body.status === 'number' && body.status !== response.status)
    faults.push(`status ${body.status} in the body`);
  return faults;
}

/** The identifier of the file in a success; undefined when there is none. */
export function shownId(
  response: JudgedResponse,
  { success: { members } }: JudgedContract,
): string | number | undefined {
  const id = jsonObject(response)?.[members.id ?? ''];
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? id : undefined;
}

/** The size that a success states, in bytes; undefined when it states none. */
export function statedSize(
  response: JudgedResponse,
  { success: { members } }: JudgedContract,
): number | undefined {
  const size = jsonObject(response)?.[members.size ?? ''];
  return typeof size === 'number' ? size : undefined;
}
