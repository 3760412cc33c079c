import type { Contract } from '../../../spec/contract.ts';
import type { PartRecipe } from '../case.ts';

/** What the cases take from a contract. Without a type field the types are empty, and no case that sends one is kept. */
export interface Vocabulary {
  contract: Contract;
  recognisedTypes: readonly string[];
  firstType: string;
  lastType: string;
  /** A type that is not one of the recognised ones. */
  otherType: string;
  /** The id of the case that sends this recognised type alone. */
  typeCase(value: string): string;
  /** A text field that the contract does not mention. */
  extraField: string;
  /** Names that look like the contract's, without those that it uses. */
  decoys(names: readonly string[]): string[];
  /** The same value under each of these names, except the contract's own. */
  eachHolding(value: string, names: readonly string[]): Record<string, string>;
  /** A header with a field's exact name; none if HTTP uses the name, or does not allow it. */
  fieldAsHeader(field: string, value: string): Record<string, string>;
  /** The same value in text fields of these names, except the contract's own. */
  textFields(value: string, names: readonly string[]): PartRecipe[];
}

export function vocabularyOf(contract: Contract): Vocabulary {
  const recognised = contract.recognisedDocumentTypes;
  const [firstType = ''] = recognised;
  const fieldNames = [...Object.values(contract.fields), ...contract.otherFields.map(({ name }) => name)];
  const spoken = new Set(
    [...fieldNames, contract.credential?.header ?? ''].map((name) => name.toLowerCase()),
  );
  const decoys = (names: readonly string[]): string[] =>
    names.filter((name) => !spoken.has(name.toLowerCase()));
  const ids = typeIds(recognised);
  return {
    contract,
    recognisedTypes: recognised,
    firstType,
    lastType: recognised.at(-1) ?? firstType,
    otherType: ['Passport', 'Permit', 'Voucher'].find((value) => !recognised.includes(value)) ?? 'Passport',
    typeCase: (value) => ids.get(value) ?? `type-${slug(value)}`,
    extraField: decoys(['comment', 'remark', 'memo'])[0] ?? 'comment',
    decoys,
    eachHolding: (value, names) => Object.fromEntries(decoys(names).map((name) => [name, value])),
    fieldAsHeader: (field, value) => (isFree(field, contract) ? { [field]: value } : {}),
    textFields: (value, names) => decoys(names).map((name) => ({ name, text: value })),
  };
}

/** Headers that every request has, or that change how it is sent (RFC 9110; RFC 9112). */
const spokenFor =
  /^(?:accept(?:-.*)?|authorization|connection|content-.*|cookie|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent)$/i;

const isFree = (name: string, { credential }: Contract): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
  !spokenFor.test(name) &&
  name.toLowerCase() !== credential?.header.toLowerCase();

/** Types that give the same id get their index in the list. */
function typeIds(recognised: readonly string[]): Map<string, string> {
  const slugs = recognised.map(slug);
  return new Map(
    recognised.map((value, index) => {
      const own = slugs[index] ?? '';
      const isUnique = own !== '' && slugs.indexOf(own) === slugs.lastIndexOf(own);
      return [value, `type-${isUnique ? own : `number-${index + 1}`}`];
    }),
  );
}

/** Names as they appear in ids: `my_field` as `my-field`. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
