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

/** What a success says about the upload that does not match what was sent. */
function echoFaults(
  body: Record<string, unknown>,
  { file, accountId }: SentUpload,
  { success: { members } }: JudgedContract,
): string[] {
  const faults: string[] = [];
  const shown = (role: keyof typeof members): unknown => body[members[role] ?? ''];
  const size = shown('size');
  if (typeof size === 'number' && file !== undefined && size !== file.size)
    faults.push(`${members.size} ${size} for ${file.size} bytes`);
  const account = shown('account');
  if (typeof account === 'string' && accountId !== undefined && account !== accountId)
    faults.push(`${members.account} differs from the one that was sent`);
  const name = shown('name');
  if (typeof name === 'string' && file !== undefined && !isSameName(name, file.name))
    faults.push(`${members.name} differs from the one that was sent`);
  return faults;
}

/** The contract leaves open how path segments, quotes and control characters come back in a file name. */
const openInNames = /[/\\"'`\p{Cc}]/u;

/** Whether a name is the one that was sent, after Unicode NFC: some file systems decompose accents. */
const isSameName = (shown: string, sent: string): boolean =>
  openInNames.test(sent) || shown.normalize('NFC') === sent.normalize('NFC');

/** A success repeats the upload that it belongs to, as far as it says anything about it. */
export const echoesUpload = (response: JudgedResponse, sent: SentUpload, contract: JudgedContract): boolean =>
  echoFaults(jsonObject(response) ?? {}, sent, contract).length === 0;

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

/** The size that a success states, in bytes; undefined when it states none. */
export function statedSize(
  response: JudgedResponse,
  { success: { members } }: JudgedContract,
): number | undefined {
  const size = jsonObject(response)?.[members.size ?? ''];
  return typeof size === 'number' ? size : undefined;
}
