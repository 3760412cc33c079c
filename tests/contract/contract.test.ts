import { defineContractTests } from '../../scripts/package/vitest.ts';

// The contract as tests, one per case, against the deployment in the UPLOAD_ variables, or the embedded mock.
defineContractTests();
