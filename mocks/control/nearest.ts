/** The known name that a mistyped one most likely stands for; undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const most = name.length < 5 ? 1 : 2;
  const wanted = name.toLowerCase();
  const distances = known.map((each) => ({ each, distance: distanceOf(wanted, each.toLowerCase()) }));
  const [first] = distances
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return first?.each;
}

/** Letters to add, to leave out, to exchange, or to swap with their neighbour (optimal string alignment). */
function distanceOf(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = above;
    above = current;
  }
  return above[to.length] ?? 0;
}

/** Says that there is no such name, which one may be meant, and which ones there are. */
export function unknownName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `${near === undefined ? '' : `Did you mean '${near}'? `}It has ${known.join(', ')}`;
}
