import { bytes } from '../gate/multipart/bytes.ts';

/**
 * A copy of a text. One that was cut out of another keeps all of that in memory, as V8 has it; only bytes make a new one.
 */
export const ownText = (text: string): string => bytes.toUtf8(bytes.fromUtf8(text));
