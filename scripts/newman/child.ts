import { createRequire } from 'node:module';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { NewmanTask } from './process.ts';
import { redactWrittenFiles } from './redacted-files.ts';

// The user cannot fix what newer versions of Node warn about in Newman's code.
process.noDeprecation = true;

/** The process of Newman's command line, which prints, and ends the process, as it likes. */
process.once('message', ({ args, variables }: NewmanTask) => {
  // The open channel would keep the process alive; when the parent ends, nobody needs it.
  process.once('disconnect', () => process.exit(1));
  setImmediate(() => process.channel?.unref());
  redactWrittenFiles(createRedactor(variables.token));
  const run: (argv: string[]) => void = createRequire(import.meta.url)('newman/bin/newman.js');
  const pairs = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  run([process.execPath, 'newman', ...args, ...pairs]);
});
