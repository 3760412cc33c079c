#!/usr/bin/env node
import { main } from '../cli/main.ts';

// The bin of the package. The repository has its own, which loads TypeScript.
await main(process.argv);
