// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/**
 * Opens a file on disk as a `File`, which is read in pieces when it is sent (Node only).
 *
 * @param path where the file is; its last segment becomes the file's name.
 * @param type the media type of the file's part; servers take `application/octet-stream` where it is left out.
 * @throws Error when there is no such file, or no file system.
 */
export async function fileFromPath(path: string, type?: string): Promise<File> {
  // Asked for at run time: an import would break bundles for browsers.
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  const fs = process?.getBuiltinModule?.('node:fs');
  const { basename } = process?.getBuiltinModule?.('node:path') ?? {};
  if (fs === undefined || basename === undefined) {
    throw new Error('fileFromPath needs Node. In a browser, take the File from <input type="file">.');
  }
  if (!(await fs.promises.stat(path)).isFile()) throw new Error(`${path} is not a file.`);
  return new File([await fs.openAsBlob(path)], basename(path), type === undefined ? {} : { type });
}
