import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
const { name, version } = JSON.parse(text) as { name: string; version: string };

/** The name and version that reports and requests carry. */
export const tool = { name, version };
