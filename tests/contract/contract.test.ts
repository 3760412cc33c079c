import { defineContractTests } from '../../scripts/package/vitest.ts';

// The contract as tests, one a case, against what the UPLOAD_ variables name or the embedded mock.
defineContractTests();
