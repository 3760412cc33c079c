import { randomUUID } from 'node:crypto';

/** A source of numbers from 0 to 1, 1 excluded. */
export type Random = () => number;

/** The same seed gives the same numbers (mulberry32 on an FNV-1a hash of the seed). */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes identifiers: UUIDs of version 4 (RFC 9562, section 5.4), the same for the same seed. */
export function identifiers(random: Random | undefined): () => string {
  if (random === undefined) return randomUUID;
  return () =>
    'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) =>
      Math.floor(letter === 'x' ? random() * 16 : 8 + random() * 4).toString(16),
    );
}
