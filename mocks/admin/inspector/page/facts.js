// @ts-check
/** @typedef {import('../facts.ts').PageFacts} PageFacts */

/** What the contract says, as the server put it into the page. @type {PageFacts} */
export const facts = JSON.parse(document.getElementById('facts')?.textContent ?? '');

/** A token as the header wants it. */
export const sampleToken = () => [facts.credential?.scheme, 'my-token'].filter(Boolean).join(' ');

/**
 * The text fields of the form, in the order in which the page shows them.
 *
 * @typedef {{ name: string, value: string, required: boolean, suggestions?: readonly string[] }} TextField
 * @type {readonly TextField[]}
 */
export const textFields = [
  ...named(facts.fields.account, { value: 'my-account', required: true }),
  ...named(facts.fields.type, {
    value: facts.recognisedDocumentTypes[0] ?? '',
    required: facts.typeIsRequired,
    suggestions: facts.recognisedDocumentTypes,
  }),
  ...facts.otherFields.filter(({ required }) => required),
  ...facts.otherFields.filter(({ required }) => !required),
];

/** @param {string | undefined} name @param {Omit<TextField, 'name'>} field @returns {TextField[]} */
function named(name, field) {
  return name === undefined ? [] : [{ name, ...field }];
}
