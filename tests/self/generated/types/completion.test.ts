import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';

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
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [path] }, ts.sys, root);
  const read = (name: string) => (name === path ? text : ts.sys.readFile(name));
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const content = read(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === path || ts.sys.fileExists(name),
    readFile: read,
  });
}
