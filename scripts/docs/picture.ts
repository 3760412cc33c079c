/** A picture for the pages, as WebP. */
export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/**
 * Reads the size of a WebP file, so that the layout does not move while the picture loads.
 *
 * Source: RFC 9649, section 2.7, "Extended File Format", which browsers write.
 *
 * @throws Error when the file is in another format.
 */
export function readPicture(name: string, bytes: Uint8Array): Picture {
  const text = (start: number): string => String.fromCharCode(...bytes.subarray(start, start + 4));
  if (text(0) !== 'RIFF' || text(8) !== 'WEBP' || text(12) !== 'VP8X')
    throw new Error(`${name} is not an extended WebP file. Make it with npm run screenshots.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const oneLess = (at: number): number => view.getUint32(at, true) & 0xffffff;
  return { bytes, width: oneLess(widthAt) + 1, height: (view.getUint32(heightAt - 1, true) >>> 8) + 1 };
}

const widthAt = 24;
const heightAt = 27;
