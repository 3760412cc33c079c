import type { Contract } from '../../spec/contract.ts';
import { folderName } from '../generate/postman/collection.ts';

/** Options of `newman run` where a rule's id stands for the folder of that rule: `--folder R7`. */
export function withFolderNames(words: readonly string[], { requirements }: Contract): string[] {
  const nameOf = (word: string): string => {
    const requirement = requirements.find(({ id }) => id === word);
    return requirement === undefined ? word : folderName(requirement);
  };
  return words.map((word, index) => {
    if (words[index - 1] === '--folder') return nameOf(word);
    return word.replace(/^--folder=(.*)$/, (_, name: string) => `--folder=${nameOf(name)}`);
  });
}
