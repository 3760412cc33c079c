import { defineContractTests } from 'upload-contract/vitest';

// The deployment in the UPLOAD_ variables, or a mock of the contract.
defineContractTests();
