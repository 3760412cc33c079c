import type { RequirementId } from '../../spec/requirements.ts';
import type { Refusal } from '../../spec/rules.ts';

/**
 * The language of the case table. A case is plain data: it holds no function, no address and no secret, so that the
 * same table drives the suite, `--list`, the exports and the documentation.
 *
 * Texts may hold the variables `{{accountId}}`, `{{foreignAccountId}}`, `{{clientId}}`, `{{token}}` and `{{mark}}`
 * (`contract-<run>-<case>`, which makes uploads recognisable on a deployment); they are filled in when sent.
 */
export interface ContractCase {
  /** A stable kebab-case mnemonic, never a position. */
  id: string;
  /** In the indicative, under 70 characters. */
  title: string;
  /** What the tester has to name for the case to be run. */
  needs?: 'foreignAccountId';
  /** Sent one after the other, each on its own connection, unless `together` or `oneConnection` is set. */
  steps: Step[];
  /** The steps are sent at the same time: every body is held at its half until all of them have come that far. */
  together?: true;
  /** The steps go over one connection, for as long as the deployment keeps it open (RFC 9112, section 9.3). */
  oneConnection?: true;
  /** All steps are the same request, and R20 wants the same response each time. */
  repeats?: true;
  /** The steps send files that differ, and each success has to show an identifier of its own (R15). */
  ownIds?: true;
}

/** One exchange: what is sent, and what the contract says must come. */
export interface Step {
  request: RequestRecipe;
  expect: Expectation;
  /** The case with the accepted upload from which this request differs in one detail, or the same request alone. */
  control?: string;
}

export type Expectation =
  | AcceptedExpectation
  | RefusedExpectation
  | NotFoundExpectation
  | AsControlExpectation;

export interface AcceptedExpectation {
  outcome: 'accepted';
  /** The rule that wants the upload accepted. */
  by: RequirementId;
  /** What the success has to show as the document type, and the rule that says so; left out when not judged here. */
  type?: { shown: DocumentTypeShown; by: RequirementId };
  /** The rule, besides R15, that wants the size to equal the bytes that were sent. */
  bytesKept?: RequirementId;
}

/** A recognised value, or 'unset': absent or null. */
export type DocumentTypeShown = { value: string } | 'unset';

export interface RefusedExpectation {
  outcome: Refusal;
  /** The rule that wants the upload refused; undefined when only the documented status is asked for (R13). */
  by: RequirementId;
  /** The contract documents no status for just this. */
  anyStatus?: true;
}

/** The request goes to another path, where the upload must not be accepted (R3). Which error comes is open. */
export interface NotFoundExpectation {
  outcome: 'otherPath';
  by: 'R3';
}

/**
 * The request gets what its control gets, accepted or refused, with the same type: other requests at its side (R12), or
 * fields elsewhere than in the form (R21), make no difference.
 */
export interface AsControlExpectation {
  outcome: 'as-control';
  by: 'R12' | 'R21';
  /** The contract leaves open whether it is refused all the same. */
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
  /** Sent in addition to those that the recipe implies. */
  headers?: Record<string, string>;
  /** How header names are written. Default: as registered, `Content-Type`. */
  headerNames?: 'lower-case' | 'upper-case';
  body: BodyRecipe;
  /** Default: `content-length`. */
  framing?: 'content-length' | 'chunked';
}

/** Ways to miss the documented path; all derive from it, so that the spec may change it. */
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

/** What stands in the Authorization header: the token itself is filled in when sent. */
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
  /** Behind the token a comma and a word: a list of which only the first is looked at. */
  | 'more-behind'
  | 'bearer-prefixed'
  | 'basic-prefixed'
  | 'token-prefixed'
  | 'api-key-prefixed'
  | 'quoted'
  /** Where the spec asks for a scheme: the raw token. */
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
  /** How the boundary parameter is written. Default: `plain`. */
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

/** A part of the form, in the order of sending. `role` stands for the name that the spec gives to the field. */
export type PartRecipe = (PartName & TextRecipe) | (PartName & { file: FileRecipe });

export interface TextRecipe {
  text: string;
  /** Characters; the text is repeated or cut to fit. Default: as it stands. */
  size?: number;
}

export type PartName = { role: 'account' | 'content' | 'type' } | { name: string };

export type FileKind =
  | 'csv'
  | 'pdf'
  | 'text'
  | 'binary'
  | 'empty'
  /** Text with lines that begin as a delimiter does, and are none. */
  | 'delimiter-like-lines'
  /** Text that ends in several line breaks. */
  | 'line-breaks-at-the-end';

/** Header lines of a file part that clients write, and parsers stumble over. It is a file part in each (R7). */
export type PartHead =
  /** `Content-Transfer-Encoding: binary` behind the others, as Apache HttpClient writes it. */
  | 'transfer-encoding'
  /** With a Content-Length of its own, as Guzzle and OkHttp write it. */
  | 'content-length'
  /** Header names in lower case, as undici writes them. */
  | 'lower-case'
  /** `name` and `filename` without quotation marks, as .NET writes them. */
  | 'unquoted'
  | 'file-name-first'
  /** Content-Type ahead of Content-Disposition, as .NET and aiohttp write it. */
  | 'media-type-first'
  /** `filename*` beside `filename`, as .NET writes it. */
  | 'extended-name'
  /** Each parameter on a line of its own (RFC 5322, section 2.2.3). */
  | 'folded'
  /** No whitespace behind colons and semicolons. */
  | 'without-whitespace';

/** A file: filled by seeded faker, so that it looks like what people upload. */
export interface FileRecipe {
  kind: FileKind;
  /** Default: a realistic name that carries `{{mark}}`. */
  name?: string;
  /** Bytes; the content is repeated or cut to fit. Default: what the kind gives. */
  size?: number;
  /** Default: the kind's; null leaves the part without Content-Type. */
  mediaType?: string | null;
  /** How the header lines of the part are written. Default: as browsers write them. */
  partHead?: PartHead;
  /** Files of one case with the same seed have the same content. Default: the file's place in the case. */
  seed?: string;
}
