import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { UserError } from './user-error.ts';

/** Each command is loaded only when it is asked for: the mock starts fast because Vitest is not loaded with it. */
const commands: Record<string, () => Promise<Command>> = {
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  mock: async () => (await import('./mock.ts')).mockCommand(),
};

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));

async function buildProgram(name: string | undefined): Promise<Command> {
  const program = new Command('upload-contract')
    .description('Checks an upload endpoint against its contract, rule by rule, and mocks it.')
    .version(version)
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  const load = name === undefined ? undefined : commands[name];
  const loaders = load === undefined ? Object.values(commands) : [load];
  for (const loader of loaders) program.addCommand((await loader()).copyInheritedSettings(program));
  return program;
}

/**
 * Runs the command that the arguments name. A mistake of the user's ends with one message and exit code 2; anything
 * unexpected names itself and asks for a report.
 */
export async function main(argv: string[]): Promise<void> {
  try {
    await (await buildProgram(argv[2])).parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own message by now; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    console.error(error.message);
    return 2;
  }
  console.error(`Unexpected: ${error instanceof Error ? error.stack : String(error)}`);
  console.error('This is a fault of upload-contract. Please report it with the lines above.');
  return 2;
}
