import { type FileHandle, mkdir, open, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The files of reports: a separate one for each, readable by its owner only. */

export interface ReportFile {
  kind: string;
  file: string;
  /** The option that names it. Default: `--report` and the kind. */
  option?: string;
}

const optionOf = ({ kind, option }: ReportFile): string => option ?? `--report ${kind}`;

/** The state of a path: which file it is, under any name, or why it cannot hold a report. */
type Probed = ReportFile & ({ identity: string; made: string | undefined } | { problem: string });

/**
 * Makes sure that the reports can be written before anything is sent: creates the folders, and leaves no empty file.
 *
 * @returns a sentence for each that cannot be written, or would overwrite another.
 */
export async function probeReports(targets: readonly ReportFile[]): Promise<string[]> {
  const probed: Probed[] = [];
  // One after the other, so that the second finds what the first creates.
  for (const target of targets) probed.push(await probe(target));
  for (const each of probed)
    if ('made' in each && each.made !== undefined) await rm(each.made, { force: true });
  return [...probed.flatMap((each) => ('problem' in each ? [each.problem] : [])), ...sharedFiles(probed)];
}

/** Only the owner can read new files; existing ones keep their permissions. */
export async function writeReport(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: ownerOnly });
}

const ownerOnly = 0o600;

async function probe(target: ReportFile): Promise<Probed> {
  const { file } = target;
  try {
    const before = await stat(file).catch(() => undefined);
    // Opening a named pipe waits for a reader, and a device stores no report.
    if (before !== undefined && !before.isFile() && !before.isDirectory())
      return {
        ...target,
        problem: `${optionOf(target)}: ${file} is not a regular file: name one, or a new file`,
      };
    await using handle = await openOrMake(file);
    const { dev, ino } = await handle.stat({ bigint: true });
    return {
      ...target,
      identity: `${dev}:${ino}`,
      made: before === undefined ? await realpath(file) : undefined,
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { ...target, problem: `${optionOf(target)}: cannot write ${file} (${code})` };
  }
}

/** A report of an earlier run stays as it is until this run has ended. */
async function openOrMake(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a', ownerOnly);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(file), { recursive: true });
    return open(file, 'a', ownerOnly);
  }
}

/** The reports that would overwrite each other under any names: through links, or other letter case. */
function sharedFiles(probed: readonly Probed[]): string[] {
  const places = probed.map((each) => ('identity' in each ? each.identity : undefined));
  return [...new Set(places)].flatMap((place) => {
    const rivals = probed.filter((_, index) => place !== undefined && places[index] === place);
    if (rivals.length < 2) return [];
    const names = rivals
      .map(({ kind, file, option }) => (option === undefined ? `${kind}=${file}` : `${option} ${file}`))
      .join(' and ');
    return [`--report ${names} name one file: give each report its own`];
  });
}
