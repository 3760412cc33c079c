/** Milliseconds for which lines are collected: writing each one separately takes longer than its upload. */
const pause = 20;

/** Writes lines to standard output in batches, in order. Writes the rest when the process ends. */
export function lineWriter(
  stream: Pick<NodeJS.WriteStream, 'write'> = process.stdout,
): (line: string) => void {
  let waiting = '';
  const flush = (): void => {
    process.off('exit', flush);
    stream.write(waiting);
    waiting = '';
  };
  return (line) => {
    if (waiting === '') {
      setTimeout(flush, pause);
      process.once('exit', flush);
    }
    waiting += `${line}\n`;
  };
}
