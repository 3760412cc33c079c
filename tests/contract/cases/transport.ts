import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase, FileRecipe, PartHead, RequestRecipe } from '../case.ts';
import { accepted, account, baseline, file, refused, single, type, upload } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const allowed = (id: string, title: string, request: RequestRecipe, control = 'csv-file'): ContractCase =>
  single(id, title, request, accepted('R17'), control);

const allowedFile = (
  id: string,
  title: string,
  recipe: Partial<FileRecipe>,
  control = 'csv-file',
): ContractCase => allowed(id, title, upload([account, file(recipe)]), control);

const bytesKept = (id: string, title: string, recipe: Partial<FileRecipe>, control: string): ContractCase =>
  single(id, title, upload([account, file(recipe)]), { ...accepted('R17'), bytesKept: 'R17' }, control);

/** The head of a file part as Apache HttpClient, OkHttp and aiohttp write it. `filename*` and unquoted names are left open. */
const partHeadsOfClients: Partial<Record<PartHead, string>> = {
  'transfer-encoding': 'A file part with a transfer encoding is accepted',
  'content-length': 'A file part with a Content-Length header is accepted',
  'media-type-first': 'A file part whose media type comes first is accepted',
};

/** Bytes: more than any deployment has to accept, and more than Prism reads. */
const beyond = ({ guaranteedFileSize }: Contract): number =>
  Math.max(11_000_000, Math.ceil(guaranteedFileSize / 1e6) * 1e6 + 1e6);

/** R17: what HTTP and RFC 7578 allow is accepted. */
export const transportCases = ({
  firstType,
  otherType,
  contract,
  extraField,
}: Vocabulary): ContractCase[] => [
  allowed('account-after-file', 'An account after the file is accepted', upload([file(), account])),
  single(
    'type-before-account',
    'An unrecognised type before the account is accepted',
    upload([type(otherType), account, file()]),
    accepted('R17', 'R9'),
    'type-unrecognised',
  ),
  single(
    'all-parts-reversed',
    'Type, file and account in reverse order are accepted',
    upload([type(firstType), file(), account]),
    { outcome: 'accepted', by: 'R17', type: { shown: { value: firstType }, by: 'R8' } },
    'type-before-file',
  ),
  allowed('chunked', 'Chunked transfer coding is accepted', { ...baseline, framing: 'chunked' }),
  allowed(
    'chunked-large-file',
    'A large file in chunked coding is accepted',
    { ...upload([account, file({ kind: 'binary', size: 2_000_000 })]), framing: 'chunked' },
    'file-of-2-megabytes',
  ),
  allowed(
    'quoted-boundary',
    'A quoted boundary parameter is accepted',
    upload([account, file()], { boundary: 'quoted' }),
  ),
  allowed(
    'boundary-after-charset',
    'A boundary after another parameter is accepted',
    upload([account, file()], { boundary: 'after-charset' }),
  ),
  allowed(
    'boundary-before-charset',
    'A boundary before another parameter is accepted',
    upload([account, file()], { boundary: 'before-charset' }),
  ),
  allowed(
    'boundary-without-blank',
    'A boundary parameter without a space before it is accepted',
    upload([account, file()], { boundary: 'without-blank' }),
  ),
  allowed(
    'longest-boundary',
    'A boundary of 70 characters is accepted',
    upload([account, file()], { boundary: 'longest' }),
  ),
  allowed('header-names-lower-case', 'Header names in lower case are accepted', {
    ...upload([account, file({ partHead: 'lower-case' })]),
    headerNames: 'lower-case',
  }),
  allowed('header-names-upper-case', 'Header names in upper case are accepted', {
    ...baseline,
    headerNames: 'upper-case',
  }),
  allowedFile('file-name-not-ascii', 'A file name that is not ASCII is accepted', {
    name: '{{mark}}-übersicht-日本語.csv',
  }),
  allowedFile('file-name-with-accents', 'A file name with accents is accepted', {
    name: '{{mark}}-relevé-août.csv',
  }),
  allowedFile('file-name-decomposed', 'A file name with combining accents is accepted', {
    name: `{{mark}}-${'relevé-août'.normalize('NFD')}.csv`,
  }),
  allowedFile('file-name-beyond-the-first-plane', 'A file name with an emoji is accepted', {
    name: '{{mark}}-🧾.csv',
  }),
  allowedFile('file-name-with-blanks', 'A file name with spaces is accepted', {
    name: '{{mark}} May statement (2).csv',
  }),
  allowedFile('file-name-with-percent', 'A file name with a percent sign is accepted', {
    name: '{{mark}} 50% paid.csv',
  }),
  allowedFile('file-name-long', 'A long file name is accepted', {
    name: `{{mark}}-${'statement-'.repeat(12)}.csv`,
  }),
  allowedFile('file-name-without-extension', 'A file name without an extension is accepted', {
    name: '{{mark}}',
  }),
  allowedFile('file-name-with-semicolon', 'A file name with a semicolon is accepted', {
    name: '{{mark}};final.csv',
  }),
  ...Object.entries(partHeadsOfClients).map(([partHead, title]) =>
    allowedFile(`file-part-${partHead}`, title, { partHead: partHead as PartHead }),
  ),
  allowedFile('file-without-media-type', 'A file part without a media type is accepted', { mediaType: null }),
  allowedFile('file-of-unknown-type', 'A file of an unknown media type is accepted', {
    kind: 'binary',
    mediaType: 'application/octet-stream',
  }),
  allowedFile('empty-file', 'An empty file is accepted', { kind: 'empty' }),
  bytesKept(
    'binary-file',
    'Binary content is kept byte for byte',
    { kind: 'binary', size: 4096, name: '{{mark}}.csv', mediaType: 'text/csv' },
    'csv-file',
  ),
  bytesKept(
    'file-with-delimiter-like-lines',
    'Content that looks like a delimiter is kept',
    { kind: 'delimiter-like-lines' },
    'text-file',
  ),
  bytesKept(
    'file-with-line-breaks-at-the-end',
    'Line breaks at the end of a file are kept',
    { kind: 'line-breaks-at-the-end' },
    'file-of-one-byte',
  ),
  allowedFile(
    'file-of-2-megabytes',
    'A file of 2 megabytes is accepted',
    { kind: 'binary', size: 2_000_000 },
    'file-of-100-kilobytes',
  ),
  allowedFile(
    'file-of-guaranteed-size',
    'A file of the size that the spec guarantees is accepted',
    { kind: 'binary', size: contract.guaranteedFileSize },
    'file-of-2-megabytes',
  ),
  single(
    'file-beyond-guaranteed-size',
    `A file of ${beyond(contract) / 1e6} megabytes is accepted, or rejected as too large`,
    upload([account, file({ kind: 'binary', size: beyond(contract) })]),
    refused('tooLarge', 'R13'),
    'file-of-guaranteed-size',
  ),
  allowed(
    'extra-text-field',
    'An extra text field is ignored',
    upload([account, { name: extraField, text: 'May statement' }, file()]),
  ),
  allowed(
    'extra-text-field-long',
    'An extra text field of 8 kilobytes is ignored',
    upload([account, { name: extraField, text: 'May statement. '.repeat(540) }, file()]),
    'extra-text-field',
  ),
  allowed(
    'extra-text-fields',
    'Twenty extra text fields are ignored',
    upload([
      account,
      ...Array.from({ length: 20 }, (_, index) => ({ name: `note${index}`, text: `note ${index}` })),
      file(),
    ]),
    'extra-text-field',
  ),
];
