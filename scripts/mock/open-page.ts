import open from 'open';

/** Opens a page in the browser of this desktop. Where there is none, that is said, and nothing is lost. */
export async function openPage(url: string): Promise<void> {
  const failed = () => console.error(`No browser could be opened. Open ${url} yourself.`);
  try {
    const opener = await open(url);
    opener.once('error', failed);
    // Openers stay no longer than it takes to hand the address on, or not for longer than the browser.
    opener.once('exit', (code) => code && failed());
  } catch {
    failed();
  }
}
