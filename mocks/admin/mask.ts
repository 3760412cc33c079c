import type { Contract } from '../../spec/contract.ts';
import { holdsSecret, secretFinder } from '../../spec/secrets.ts';
import type { HandledRequest } from '../gate/handled-request.ts';

/** The replacement for a secret. */
export const masked = '***';

/** Shorter texts appear in too many places by chance. */
const shortest = 4;

/**
 * Masks secrets anywhere in a text, in any form.
 *
 * @param isCut the text is the beginning of a longer one: drops an end that may be the beginning of a secret.
 */
export type Mask = (text: string, isCut?: boolean) => string;

export function maskOf(secrets: readonly string[]): Mask {
  const finder = secretFinder(secrets.filter(({ length }) => length >= shortest));
  return (text, isCut = false) => finder.hide(text, masked, isCut);
}

/** Headers that may carry a token: the contract's, and the one that clients of other contracts use. */
export const tokenHeaders = ({ credential }: Pick<Contract, 'credential'>): string[] => [
  ...new Set(['authorization', ...(credential === undefined ? [] : [credential.header.toLowerCase()])]),
];

const schemeInFront = /^(bearer|basic|token|api-?key) +/i;

/** The whole value of a token header, and the part after a scheme. */
export const tokenForms = (value: string): string[] => [value, value.replace(schemeInFront, '')];

/**
 * The tokens in a request.
 *
 * @param authorization the header as the mock reads it, if it has arrived.
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
 * Masks headers: the whole value when the name looks secret or the value is a token, however short. Keeps the contract's
 * own scheme, because a rejection may be about whether it was there.
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
