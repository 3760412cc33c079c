import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { forgetSecrets, redactError } from './secrets.ts';
import { UserError } from './user-error.ts';

/** Each command is loaded on demand, so that the mock starts fast. */
export const commands: Record<string, () => Promise<Command>> = {
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  mock: async () => (await import('./mock.ts')).mockCommand(),
  health: async () => (await import('./health.ts')).healthCommand(),
  merge: async () => (await import('./merge.ts')).mergeCommand(),
  compare: async () => (await import('./compare.ts')).compareCommand(),
  docs: async () => (await import('./docs.ts')).docsCommand(),
};

async function buildProgram(name: string | undefined): Promise<Command> {
  const program = new Command('upload-contract')
    .description('Check an upload endpoint against its contract, rule by rule, and mock it.')
    .version(manifest.version)
    .showHelpAfterError('(--help lists the options)')
    .configureOutput({ writeErr: (text) => process.stderr.write(withoutValues(text)) })
    .exitOverride();
  const load = name === undefined ? undefined : commands[name];
  const loaders = load === undefined ? Object.values(commands) : [load];
  for (const loader of loaders) program.addCommand((await loader()).copyInheritedSettings(program));
  return program;
}

/** A mistyped `--tokn=secret` is shown without its value. */
const withoutValues = (text: string): string => text.replace(/('--?[^'=\s]+)=[^']*'/g, "$1=…'");

/**
 * Runs the command that the arguments name. A user's mistake ends with one message and exit code 2. Anything unexpected
 * ends with a request to report it. No message shows a secret.
 */
export async function main(argv: string[]): Promise<void> {
  forgetSecrets();
  process.once('uncaughtException', (error) => void fail(error).finally(() => process.exit()));
  try {
    await (await buildProgram(argv[2])).parseAsync(argv);
  } catch (error) {
    await fail(error);
  }
}

async function fail(error: unknown): Promise<void> {
  process.exitCode = 2;
  if (error instanceof CommanderError) {
    // Commander has already printed its message; help and version end with 0.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof UserError) {
    console.error(await redactError(error.message));
  } else if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
    // The reader of the output may stop (`verify | head`), and then there is nobody to tell.
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(`Unexpected: ${await redactError(trace)}`);
    console.error('This is a bug in upload-contract. Please report it with the lines above.');
  }
}
