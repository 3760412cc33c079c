import type { Variant } from './mutant.ts';
import { behaviourVariants } from './variants/behaviour.ts';
import { responseFramingVariants } from './variants/response-framing.ts';
import { responseVariants } from './variants/responses.ts';
import { transportVariants } from './variants/transport.ts';

/** Deployments that keep the contract, each with a liberty that the rules allow. */
export const variants: readonly Variant[] = [
  ...responseVariants,
  ...behaviourVariants,
  ...transportVariants,
  ...responseFramingVariants,
];
