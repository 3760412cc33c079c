import { spawn } from 'node:child_process';

/** Opens a page in the browser of this desktop. Without one it prints a message, and goes on. */
export function openPage(url: string): void {
  const failed = () => console.error(`No browser could be opened. Open ${url} yourself.`);
  const [command, ...rest] = opener(process.platform, process.env);
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true });
  child.once('error', failed);
  // Openers end once they have passed the address on, or with the browser.
  child.once('exit', (code) => code && failed());
  child.unref();
}

/** The command of each desktop; `$BROWSER` goes first where that is the custom. */
function opener(platform: NodeJS.Platform, { BROWSER }: NodeJS.ProcessEnv): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return [BROWSER?.split(':')[0] || 'xdg-open'];
}
