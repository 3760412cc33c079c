import { type ChildProcess, spawn } from 'node:child_process';

/** How a command is run. */
export interface ShellOptions {
  /** Milliseconds after which it is ended. */
  timeout: number;
  /** What it gets on standard input. */
  input?: Buffer;
  /** Default: that of this process. */
  env?: NodeJS.ProcessEnv;
  /**
   * It, and all that it starts, is a group of its own, so that nothing of it outlives the time-out. Such a command can ask
   * nobody: it has no terminal.
   */
  alone?: boolean;
}

/** How a command ended, and what it printed. */
export interface ShellResult {
  /** The exit code; null when it was ended, or could not be started. */
  code: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
}

/** What is kept of an output, in characters. */
const keptOutput = 100_000;

const isWindows = process.platform === 'win32';

/** Runs a command of the tester's in the shell of the system. Nothing is thrown for how it ends. */
export function runInShell(command: string, options: ShellOptions): Promise<ShellResult> {
  const [file, ...flags] = isWindows ? ['cmd', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const alone = options.alone === true && !isWindows;
  const child = spawn(file ?? '', [...flags, command], {
    env: options.env ?? process.env,
    detached: alone,
    windowsHide: true,
  });
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    let timedOut = false;
    const settle = (code: number | null): void => {
      clearTimeout(timer);
      process.off('exit', end);
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      resolve({ code, timedOut, ...output });
    };
    const end = (): void => endAll(child, alone);
    const timer = setTimeout(() => {
      timedOut = true;
      end();
      // What it left in the background may keep its output open, and nothing would come any more.
      if (child.exitCode !== null) settle(child.exitCode);
    }, options.timeout);
    process.once('exit', end);
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        output[name] = (output[name] + text).slice(-keptOutput);
      });
    // It need not read its input.
    child.stdin?.on('error', () => {}).end(options.input);
    child.on('error', () => settle(null)).on('close', settle);
    child.on('exit', (code) => timedOut && settle(code));
  });
}

function endAll(child: ChildProcess, alone: boolean): void {
  try {
    if (alone && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
