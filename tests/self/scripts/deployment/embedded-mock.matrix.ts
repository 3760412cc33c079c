import { join } from 'node:path';
import { test } from 'vitest';
import { expectNoTraceOfMock } from './embedded-mock.ts';

test.skipIf(process.platform !== 'linux')(
  'the embedded mock of vitest shows the token in no list of processes, and ends with a killed parent',
  () => expectNoTraceOfMock([join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'contract']),
);
