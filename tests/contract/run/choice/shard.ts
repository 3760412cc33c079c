import type { Limits } from '../../settings.ts';

/** One of several parts of a run, each sent by a process of its own. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** The words that reports use: `--shard 2/3`. */
export const shardOption = ({ index, count }: Shard): string => `--shard ${index}/${count}`;

/** Every N-th case: what stands side by side in the table costs about the same. A case is never divided. */
export const casesOfShard = <Case>(cases: readonly Case[], { index, count }: Shard): Case[] =>
  cases.filter((_, place) => place % count === index - 1);

/** The caps of a shard: those of all shards together are what the tester gave. */
export function capsOfShard<Caps extends Pick<Limits, 'maxUploads' | 'maxBytes'>>(
  caps: Caps,
  shard: Shard,
): Caps {
  const { maxUploads, maxBytes } = caps;
  return {
    ...caps,
    ...(maxUploads === undefined ? {} : { maxUploads: partOf(maxUploads, shard) }),
    ...(maxBytes === undefined ? {} : { maxBytes: partOf(maxBytes, shard) }),
  };
}

/** The first shards take what does not divide. */
const partOf = (cap: number, { index, count }: Shard): number =>
  Math.floor(cap / count) + (index <= cap % count ? 1 : 0);
