import pc from 'picocolors';

/**
 * Whether to write colours: on a terminal only, unless `FORCE_COLOR` or `NO_COLOR` decides. Unlike picocolors on its
 * own, this keeps build logs plain.
 */
export function usesColours(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** The colours for standard output. */
export const colours = pc.createColors(usesColours(process.stdout, process.env));
