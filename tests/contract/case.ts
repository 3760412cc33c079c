import type { RequirementId } from '../../spec/requirements.ts';
import type { Refusal } from '../../spec/rules.ts';

/**
 * The language of the case table. A case is plain data: it holds no function, no address and no secret. One table
 * therefore drives the suite, `--list`, the exports and the documentation.
 *
 * Texts may contain the variables `{{accountId}}`, `{{foreignAccountId}}`, `{{clientId}}`, `{{token}}` and `{{mark}}`,
 * which are filled in when a request is sent. `{{mark}}` is `contract-<run>-<case>`: it identifies uploads on a
 * deployment.
 */
export interface ContractCase {
  /** A stable kebab-case mnemonic, never a position. */
  id: string;
  /** In the indicative, under 70 characters. */
  title: string;
  /** What the tester has to provide for the case to run. */
  needs?: 'foreignAccountId';
  /** Sent in order, each on its own connection, unless `together` or `oneConnection` is set. */
  steps: Step[];
  /** The steps are concurrent: each body pauses halfway until all of them have got that far. */
  together?: true;
  /** The steps share one connection for as long as the deployment keeps it open (RFC 9112, section 9.3). */
  oneConnection?: true;
  /** All steps are the same request, and R20 requires the same response each time. */
  repeats?: true;
  /** The steps send different files, and each success has to show its own identifier (R15). */
  ownIds?: true;
}

/** One exchange: what to send, and what the contract expects. */
export interface Step {
  request: RequestRecipe;
  expect: Expectation;
  /** The case whose accepted upload differs from this request in one detail, or is the same request alone. */
  control?: string;
}

export type Expectation =
  | AcceptedExpectation
  | RefusedExpectation
  | NotFoundExpectation
  | AsControlExpectation;

export interface AcceptedExpectation {
  outcome: 'accepted';
  /** The rule that requires the upload to be accepted. */
  by: RequirementId;
  /** The document type that the success must show, and the rule that says so; left out when not judged here. */
  type?: { shown: DocumentTypeShown; by: RequirementId };
  /** The rule, besides R15, that requires the size to equal the bytes sent. */
  bytesKept?: RequirementId;
}

/** A recognised value, or 'unset': absent or null. */
export type DocumentTypeShown = { value: string } | 'unset';

export interface RefusedExpectation {
  outcome: Refusal;
  /** The rule that requires the upload to be rejected; undefined when only the documented status matters (R13). */
  by: RequirementId;
  /** The contract documents no status for this case. */
  anyStatus?: true;
}

/** The request goes to another path, where the upload must not be accepted (R3). Any error status will do. */
export interface NotFoundExpectation {
  outcome: 'otherPath';
  by: 'R3';
}

/**
 * The request gets the same response as its control, accepted or rejected, with the same type. Concurrent requests (R12)
 * and fields outside the form (R21) make no difference.
 */
export interface AsControlExpectation {
  outcome: 'as-control';
  by: 'R12' | 'R21';
  /** The contract leaves open whether it is rejected all the same. */
  orRefused?: true;
}

export interface RequestRecipe {
  /** Default: the method of the spec. */
  method?: string;
  /** Default: `exact`. */
  path?: PathVariant;
  /** Query parameters. */
  query?: Record<string, string>;
  /** Default: `valid`. */
  token?: TokenVariant;
  /** Sent in addition to the headers that the recipe implies. */
  headers?: Record<string, string>;
  /** The letter case of header names. Default: as registered, `Content-Type`. */
  headerNames?: 'lower-case' | 'upper-case';
  body: BodyRecipe;
  /** Default: `content-length`. */
  framing?: 'content-length' | 'chunked';
}

/** Ways to miss the documented path. All derive from it, so they follow when the spec changes it. */
export type PathVariant =
  | 'exact'
  | 'without-client-id'
  | 'client-id-last'
  | 'other-version'
  | 'without-version'
  | 'other-last-segment'
  | 'singular-last-segment'
  | 'dashed-last-segment'
  | 'camel-case-last-segment'
  | 'first-word-of-last-segment'
  | 'extra-segment'
  | 'segment-inside'
  | 'segment-in-front'
  | 'without-last-segment'
  | 'other-first-segment'
  | 'trailing-slash'
  /** A path that no deployment serves. */
  | 'nowhere';

/** The value of the Authorization header. The token itself is filled in when the request is sent. */
export type TokenVariant =
  | 'valid'
  | 'absent'
  | 'empty'
  | 'unknown'
  | 'prefix'
  | 'first-character-missing'
  | 'other-letter-case'
  | 'one-letter-more'
  | 'one-letter-less-one-more'
  | 'doubled'
  /** The token, a comma and a word: some deployments read a list, and check only its first value. */
  | 'more-behind'
  | 'bearer-prefixed'
  | 'basic-prefixed'
  | 'token-prefixed'
  | 'api-key-prefixed'
  | 'quoted'
  /** Where the spec requires a scheme: the raw token. */
  | 'scheme-absent'
  | 'scheme-alone';

export type BodyRecipe =
  | MultipartRecipe
  | { kind: 'json'; parts: PartRecipe[] }
  | { kind: 'urlencoded'; parts: PartRecipe[] }
  | { kind: 'raw'; mediaType: string; file: FileRecipe }
  | { kind: 'none' };

export interface MultipartRecipe {
  kind: 'multipart';
  parts: PartRecipe[];
  /** How to write the boundary parameter. Default: `plain`. */
  boundary?: 'plain' | 'quoted' | 'longest' | 'after-charset' | 'before-charset' | 'without-blank';
  /** Another media type for the same bytes. */
  mediaType?: string;
  /** What is wrong with the framing of the parts (R18). */
  flaw?: MultipartFlaw;
}

export type MultipartFlaw =
  | 'truncated-in-file'
  | 'truncated-in-part-header'
  | 'no-closing-delimiter'
  | 'no-boundary-parameter'
  | 'other-boundary-parameter'
  | 'empty-body'
  | 'no-delimiter-at-all';

/** A part of the form, in the order in which it is sent. `role` stands for the field name that the spec uses. */
export type PartRecipe = (PartName & TextRecipe) | (PartName & { file: FileRecipe });

export interface TextRecipe {
  text: string;
  /** Characters. The text is repeated or cut to fit. Default: the text as it is. */
  size?: number;
}

export type PartName = { role: 'account' | 'content' | 'type' } | { name: string };

export type FileKind =
  | 'csv'
  | 'pdf'
  | 'text'
  | 'binary'
  | 'empty'
  /** Text with lines that look like delimiters but are not. */
  | 'delimiter-like-lines'
  /** Text that ends in several line breaks. */
  | 'line-breaks-at-the-end';

/** Header lines of a file part that real clients write and parsers get wrong. Each of them is still a file part (R7). */
export type PartHead =
  /** `Content-Transfer-Encoding: binary` after the others, as Apache HttpClient writes it. */
  | 'transfer-encoding'
  /** A Content-Length on the part, as Guzzle and OkHttp write it. */
  | 'content-length'
  /** Header names in lower case, as undici writes them. */
  | 'lower-case'
  /** `name` and `filename` without quotation marks, as .NET writes them. */
  | 'unquoted'
  | 'file-name-first'
  /** Content-Type before Content-Disposition, as .NET and aiohttp write it. */
  | 'media-type-first'
  /** `filename*` beside `filename`, as .NET writes it. */
  | 'extended-name'
  /** Each parameter on a line of its own (RFC 5322, section 2.2.3). */
  | 'folded'
  /** No whitespace after colons and semicolons. */
  | 'without-whitespace';

/** A file, filled by a seeded faker so that it looks like a real upload. */
export interface FileRecipe {
  kind: FileKind;
  /** Default: a realistic name that contains `{{mark}}`. */
  name?: string;
  /** Bytes. The content is repeated or cut to fit. Default: the natural size of the kind. */
  size?: number;
  /** Default: the media type of the kind; null omits the part's Content-Type. */
  mediaType?: string | null;
  /** How to write the part's header lines. Default: as browsers write them. */
  partHead?: PartHead;
  /** Files of one case with the same seed have the same content. Default: the file's index in the case. */
  seed?: string;
}
