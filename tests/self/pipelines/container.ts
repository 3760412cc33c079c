import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './action.ts';

export interface Instruction {
  name: string;
  /** The text after the name. */
  text: string;
  /** The words of the exec form; undefined for the shell form. */
  words: string[] | undefined;
}

/** The instructions of the Dockerfile: lines that end in a backslash continue, comments are skipped. */
export async function instructions(): Promise<Instruction[]> {
  const text = await readFile(join(root, 'Dockerfile'), 'utf8');
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      const words = /\[.*\]$/.exec(rest)?.[0];
      return { name, text: rest, words: words === undefined ? undefined : JSON.parse(words) };
    });
}
