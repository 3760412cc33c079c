import { createRequire } from 'node:module';
import type { NewmanTask } from './process.ts';

// What newer versions of Node say of Newman's code is nothing that its user could mend.
process.noDeprecation = true;

/** The process in which Newman's command line runs: it prints, and ends the process, as it likes. */
process.once('message', ({ args, variables }: NewmanTask) => {
  // The open channel would keep the process alive; within this event it can't be closed.
  setImmediate(() => process.disconnect());
  const run: (argv: string[]) => void = createRequire(import.meta.url)('newman/bin/newman.js');
  const pairs = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  run([process.execPath, 'newman', ...args, ...pairs]);
});
