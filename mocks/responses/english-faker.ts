import { Module } from 'node:module';

const faker = '@faker-js/faker';

/**
 * Loads Prism with the English Faker in place of the complete one: 2,000 files with the words of 50 languages take as
 * long as all else in Prism, which makes up English values with either.
 *
 * @param require as Prism has it.
 */
export function withEnglishFaker<Loaded>(require: NodeJS.Require, load: () => Loaded): Loaded {
  const complete = completeFaker(require);
  if (complete === undefined || require.cache[complete] !== undefined) return load();
  const english = require(`${faker}/locale/en`);
  const module = new Module(complete);
  module.exports = { default: english, faker: english };
  require.cache[complete] = module;
  try {
    return load();
  } finally {
    // Whatever else in the process uses the same Faker gets the complete one.
    delete require.cache[complete];
  }
}

/** The path of Prism's Faker; undefined when it is of another version, which may be built in another way. */
function completeFaker(require: NodeJS.Require): string | undefined {
  try {
    return /^6\./.test(require(`${faker}/package.json`).version) ? require.resolve(faker) : undefined;
  } catch {
    return undefined;
  }
}
