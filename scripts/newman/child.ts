import { createRequire } from 'node:module';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { NewmanTask } from './process.ts';
import { redactWrittenFiles } from './redacted-files.ts';

// What newer versions of Node say of Newman's code is nothing that its user could mend.
process.noDeprecation = true;

/** The process in which Newman's command line runs: it prints, and ends the process, as it likes. */
process.once('message', ({ args, variables }: NewmanTask) => {
  // The open channel would keep the process alive; but when the parent ends, nobody is left to tell.
  process.once('disconnect', () => process.exit(1));
  setImmediate(() => process.channel?.unref());
  redactWrittenFiles(createRedactor(variables.token));
  const run: (argv: string[]) => void = createRequire(import.meta.url)('newman/bin/newman.js');
  const pairs = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  run([process.execPath, 'newman', ...args, ...pairs]);
});
