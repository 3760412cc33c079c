import { join } from 'node:path';
import { describe, test } from 'vitest';
import { expectNoTraceOfMock } from './embedded-mock.ts';

/**
 * The mock for runs without a deployment: a process that leaks nothing, and ends with its parent.
 * embedded-mock.matrix.ts tests it under Vitest.
 */
describe.skipIf(process.platform !== 'linux')('the embedded mock', () => {
  test.each<[name: string, args: string[]]>([
    ['verify', [join('scripts', 'upload-contract.js'), 'verify', '--concurrency', '1']],
    ['newman', [join('scripts', 'run.js'), join('scripts', 'newman', 'newman.ts')]],
  ])('of %s shows the token in no list of processes, and ends with a killed parent', (_, args) =>
    expectNoTraceOfMock(args),
  );
});
