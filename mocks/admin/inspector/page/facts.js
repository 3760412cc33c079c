// @ts-check
/** @typedef {import('../facts.ts').PageFacts} PageFacts */

/** What the contract says, as the server put it into the page. @type {PageFacts} */
export const facts = JSON.parse(document.getElementById('facts')?.textContent ?? '');
