import { contract as builtIn } from '../../../generated/contract.ts';
import type { Contract } from '../../../spec/contract.ts';

interface Program {
  file: string;
  language: string;
}

/** A program that uploads a file, in one or more files. */
export interface Recipe {
  id: string;
  title: string;
  about: string;
  /** The command that runs it; undefined for a page. */
  run?: string;
  programs: Program[];
}

/** In display order. The texts are the files that the tests run. */
export const recipes: readonly Recipe[] = [
  {
    id: 'typed-client',
    title: 'The typed client, in Node',
    about:
      'Names, types and statuses come from the contract. It streams a file of any size, retries only when that is safe, and never shows the token.',
    run: 'npx tsx typed-client.ts statement.csv',
    programs: [{ file: 'typed-client.ts', language: 'typescript' }],
  },
  {
    id: 'page',
    title: 'The typed client, in a page with a progress bar',
    about: 'Bundled for browsers by Vite or esbuild. The token comes from your own server.',
    programs: [
      { file: 'page.html', language: 'xml' },
      { file: 'page.ts', language: 'typescript' },
    ],
  },
  {
    id: 'axios',
    title: 'axios, as on the use-case page',
    about: 'The program of the use-case page. It works unchanged with this contract.',
    run: 'node axios.cjs statement.csv',
    programs: [{ file: 'axios.cjs', language: 'javascript' }],
  },
  {
    id: 'axios-document-type',
    title: 'axios, with a document type',
    about: 'The same program with a document type.',
    run: 'node axios-document-type.cjs statement.csv',
    programs: [{ file: 'axios-document-type.cjs', language: 'javascript' }],
  },
  {
    id: 'fetch',
    title: 'fetch',
    about: 'Nothing to install: fetch and FormData are part of Node and of browsers.',
    run: 'node fetch.mjs statement.csv',
    programs: [{ file: 'fetch.mjs', language: 'javascript' }],
  },
  {
    id: 'curl',
    title: 'curl',
    about: 'In a shell. `--form-string` keeps values that begin with `@` from being taken for files.',
    run: 'sh upload.sh statement.csv',
    programs: [{ file: 'upload.sh', language: 'bash' }],
  },
  {
    id: 'python',
    title: 'Python with requests',
    about: 'requests writes the multipart body and its header. Do not set Content-Type yourself.',
    run: 'python3 upload.py statement.csv',
    programs: [{ file: 'upload.py', language: 'python' }],
  },
];

/** Whether the programs, written for the built-in contract, work with this one, too. */
export function recipesFit(contract: Contract): boolean {
  const wire = ({ method, path, fields, credential, otherFields, typeIsClosed }: Contract): string =>
    JSON.stringify([method, path, fields, credential, otherFields, typeIsClosed]);
  return wire(contract) === wire(builtIn) && contract.recognisedDocumentTypes.includes('CSV');
}
