import type { Limits } from '../../settings.ts';

/** One of several parts of a run, each sent by its own process. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** The shard as reports name it: `--shard 2/3`. */
export const shardOption = ({ index, count }: Shard): string => `--shard ${index}/${count}`;

/** Every N-th case, because neighbours in the table cost about the same. A case is never split. */
export const casesOfShard = <Case>(cases: readonly Case[], { index, count }: Shard): Case[] =>
  cases.filter((_, place) => place % count === index - 1);

/** The limits of a shard; the tester's limits are for all shards together. */
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

/** The first shards take the remainder. */
const partOf = (cap: number, { index, count }: Shard): number =>
  Math.floor(cap / count) + (index <= cap % count ? 1 : 0);
