import { bytesOf, type FileContent } from '../../../tests/contract/request/content.ts';

/** Bytes. Larger files are not committed. */
export const largestFile = 100_000;

export interface FileStore {
  /** @returns the file's path inside the folder of the files. Equal files are stored once. */
  keep(file: FileContent): string;
  /** Everything that was added, by its path. */
  files(): Map<string, Uint8Array>;
}

/**
 * File systems treat names that differ only in Unicode normalisation as one. Only `.http` sends such names, and writes
 * them out.
 */
const onDisk = (fileName: string): string => fileName.replace(/[^\x20-\x7e]+/g, '_');

/**
 * Collects the files that the exports upload. Tools send a file under its name on disk, so a file whose name is taken
 * goes into its own folder.
 */
export function createFileStore(): FileStore {
  const files = new Map<string, Uint8Array>();
  const pathOf = (file: FileContent, bytes: Uint8Array): string => {
    const name = onDisk(file.fileName);
    for (let number = 1; ; number += 1) {
      const path = number === 1 ? name : `${number}/${name}`;
      const taken = files.get(path);
      if (taken === undefined || Buffer.compare(taken, bytes) === 0) return path;
    }
  };
  return {
    keep(file) {
      const bytes = bytesOf(file);
      const path = pathOf(file, bytes);
      files.set(path, bytes);
      return path;
    },
    files: () => new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
