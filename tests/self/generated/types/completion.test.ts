import { join } from 'node:path';
import type ts from 'typescript';
import { expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { ts as compiler } from '../../../../scripts/generate/typescript.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const caret = '/*caret*/';
const source = `import { createUploadClient } from '../../../../generated/client.ts';
const client = createUploadClient({ baseUrl: '', clientId: '', token: '' });
client.uploadFile({ accountId: '', file: new Blob(), documentType: '${caret}' });
`;

it('an editor completes the recognised document types', () => {
  const path = join(import.meta.dirname, 'edited.ts');
  const completions = serviceFor(path, source).getCompletionsAtPosition(path, source.indexOf(caret), {});
  const names = completions?.entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...contract.recognisedDocumentTypes]));
});

/** TypeScript as editors run it, with one file in memory. */
function serviceFor(path: string, text: string): ts.LanguageService {
  const { config } = compiler.readConfigFile(join(root, 'tsconfig.json'), compiler.sys.readFile);
  const { options: all } = compiler.parseJsonConfigFileContent(
    { ...config, include: [], files: [path] },
    compiler.sys,
    root,
  );
  // Types that no import names need not be loaded.
  const options = { ...all, types: [] };
  const read = (name: string) => (name === path ? text : compiler.sys.readFile(name));
  return compiler.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const content = read(name);
      return content === undefined ? undefined : compiler.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: compiler.getDefaultLibFilePath,
    fileExists: (name) => name === path || compiler.sys.fileExists(name),
    readFile: read,
  });
}
