/** Runs an effect on each item, so many at a time, in order. */
export async function pool<T>(
  items: readonly T[],
  size: number,
  effect: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) await effect(next.value);
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
