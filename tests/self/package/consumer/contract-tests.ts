import { defineContractTests } from 'upload-contract/vitest';

// What the UPLOAD_ variables name; a mock of the contract where they name nothing.
defineContractTests();
