import { type ChildProcess, spawn } from 'node:child_process';

/** Options for running a command. */
export interface ShellOptions {
  /** Milliseconds after which the command is killed. */
  timeout: number;
  /** Its standard input. */
  input?: Buffer;
  /** Default: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  /**
   * The command and its children form a process group, so that none of them survives the time-out. Such a command has no
   * terminal, so it cannot prompt.
   */
  alone?: boolean;
}

/** How a command ended, and its output. */
export interface ShellResult {
  /** The exit code; null when it was killed, or could not start. */
  code: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
}

/** Characters of an output to keep. */
const keptOutput = 100_000;

const isWindows = process.platform === 'win32';

/** Runs a command of the tester's in the shell of the system. Never throws because of how it ends. */
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
      // Background processes may keep the output open, with nothing more to come.
      if (child.exitCode !== null) settle(child.exitCode);
    }, options.timeout);
    process.once('exit', end);
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        output[name] = (output[name] + text).slice(-keptOutput);
      });
    // The command need not read its input.
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
    // It has already ended.
  }
}
