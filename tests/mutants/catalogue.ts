import { accountMutants } from './catalogue/account.ts';
import { connectionMutants } from './catalogue/connection.ts';
import { fileContentMutants } from './catalogue/file/content.ts';
import { fileCountMutants } from './catalogue/file/count.ts';
import { fileMutants } from './catalogue/file/file.ts';
import { fileKindMutants } from './catalogue/file/kinds.ts';
import { filePartHeadMutants } from './catalogue/file/part-heads.ts';
import { formAloneMutants } from './catalogue/form-alone.ts';
import { framingMutants } from './catalogue/framing.ts';
import { isolationMutants } from './catalogue/isolation.ts';
import { malformedMutants } from './catalogue/malformed.ts';
import { mediaTypeMutants } from './catalogue/media-type.ts';
import { pathMutants } from './catalogue/path.ts';
import { responseFramingMutants } from './catalogue/responses/framing.ts';
import { leakMutants } from './catalogue/responses/leaks.ts';
import { refusalMutants } from './catalogue/responses/refusals.ts';
import { stabilityMutants } from './catalogue/responses/stability.ts';
import { successMutants } from './catalogue/responses/successes.ts';
import { tokenMutants } from './catalogue/token.ts';
import { tokenBranchMutants } from './catalogue/token-branches.ts';
import { typeHintMutants } from './catalogue/type/hints.ts';
import { recognisedTypeMutants } from './catalogue/type/recognised.ts';
import { unrecognisedTypeMutants } from './catalogue/type/unrecognised.ts';
import type { Mutant } from './mutant.ts';

/** Every faulty deployment, each with one named fault. */
export const catalogue: readonly Mutant[] = [
  ...tokenMutants,
  ...tokenBranchMutants,
  ...pathMutants,
  ...mediaTypeMutants,
  ...accountMutants,
  ...fileMutants,
  ...fileCountMutants,
  ...fileKindMutants,
  ...filePartHeadMutants,
  ...recognisedTypeMutants,
  ...unrecognisedTypeMutants,
  ...typeHintMutants,
  ...formAloneMutants,
  ...connectionMutants,
  ...isolationMutants,
  ...framingMutants,
  ...fileContentMutants,
  ...malformedMutants,
  ...refusalMutants,
  ...successMutants,
  ...leakMutants,
  ...stabilityMutants,
  ...responseFramingMutants,
];
