import type { Contract } from '../../spec/contract.ts';
import { holdsSecret, secretFinder } from '../../spec/secrets.ts';
import type { HandledRequest } from '../gate/handled-request.ts';

/** What stands in the place of a secret. */
export const masked = '***';

/** What has less characters stands in too many texts by chance. */
const shortest = 4;

/**
 * Puts a mask over secrets, wherever they stand in a text, in any form.
 *
 * @param isCut the text is the beginning of a longer one: what may begin a secret at its end is left out.
 */
export type Mask = (text: string, isCut?: boolean) => string;

export function maskOf(secrets: readonly string[]): Mask {
  const finder = secretFinder(secrets.filter(({ length }) => length >= shortest));
  return (text, isCut = false) => finder.hide(text, masked, isCut);
}

/** Where a token may come: in the contract's header, and in the one that clients of other contracts use. */
export const tokenHeaders = ({ credential }: Pick<Contract, 'credential'>): string[] => [
  ...new Set(['authorization', ...(credential === undefined ? [] : [credential.header.toLowerCase()])]),
];

const schemeInFront = /^(bearer|basic|token|api-?key) +/i;

/** The whole of a header that holds a token, and what is behind a scheme. */
export const tokenForms = (value: string): string[] => [value, value.replace(schemeInFront, '')];

/**
 * The tokens that came with a request.
 *
 * @param authorization the header as the mock reads it, where it came so far.
 */
export function tokensSent(
  headers: HandledRequest['headers'],
  contract: Pick<Contract, 'credential'>,
  authorization: string | undefined,
): string[] {
  const sent = new Set([authorization]);
  for (const name of tokenHeaders(contract)) sent.add(headers[name]?.toString());
  return [...sent].filter((value) => value !== undefined).flatMap(tokenForms);
}

/**
 * Masks headers: the whole value where the name looks secret or the value is a token, however short. The contract's own
 * scheme stays: whether it was there is what a refusal may be about.
 */
export function maskHeaders(
  headers: HandledRequest['headers'],
  { credential }: Pick<Contract, 'credential'>,
  secrets: readonly string[],
  mask: Mask,
): Record<string, string> {
  const tokenHeader = credential?.header.toLowerCase();
  const scheme = new RegExp(`^${credential?.scheme ?? '(?!)'} +(?=.)`, 'i');
  const maskValue = (name: string, value: string): string => {
    if (name === tokenHeader) return `${scheme.exec(value)?.[0] ?? ''}${masked}`;
    return holdsSecret(name) || secrets.includes(value) ? masked : mask(value);
  };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskValue(name, String(value))]),
  );
}
