import { join, relative } from 'node:path';
import ts from 'typescript';

/** What a package exports by its declarations, and whether a comment says what it is. */
export function exportedFrom(folder: string, entries: readonly string[]): { name: string; says: string }[] {
  const files = entries.map((name) => join(folder, `${name}.d.ts`));
  const program = ts.createProgram(files, {
    noLib: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => files.some((file) => relative(file, fileName) === ''))
    .map((file) => checker.getSymbolAtLocation(file))
    .flatMap((module) => (module === undefined ? [] : checker.getExportsOfModule(module)))
    .map((each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each))
    .map((each) => ({
      name: each.name,
      says: ts.displayPartsToString(each.getDocumentationComment(checker)),
    }));
}
