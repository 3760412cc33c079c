/** Milliseconds for which a line may wait for others: to write each by itself takes longer than the upload it is about. */
const pause = 20;

/** Writes lines to standard output, many at a time, in order. What still waits when the process ends is written then. */
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
