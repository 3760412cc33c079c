import { acceptedCases } from './cases/accepted.ts';
import { accountCases } from './cases/account.ts';
import { fileCases } from './cases/file.ts';
import { isolationCases } from './cases/isolation.ts';
import { malformedCases } from './cases/malformed.ts';
import { mediaTypeCases } from './cases/media-type.ts';
import { methodCases } from './cases/method.ts';
import { pathCases } from './cases/path.ts';
import { singleFileCases } from './cases/single-file.ts';
import { singleFilePartCases } from './cases/single-file-parts.ts';
import { stabilityCases } from './cases/stability.ts';
import { tokenCases } from './cases/token.ts';
import { transportCases } from './cases/transport.ts';
import { untypedCases } from './cases/type-absent.ts';
import { variantCases } from './cases/type-exact.ts';
import { recognisedCases } from './cases/type-recognised.ts';
import { unrecognisedCases } from './cases/type-unrecognised.ts';

/** Every case of the contract, in the order of the requirements. */
export const caseTable = [
  ...acceptedCases,
  ...tokenCases,
  ...pathCases,
  ...mediaTypeCases,
  ...accountCases,
  ...fileCases,
  ...singleFileCases,
  ...singleFilePartCases,
  ...untypedCases,
  ...unrecognisedCases,
  ...variantCases,
  ...recognisedCases,
  ...isolationCases,
  ...methodCases,
  ...transportCases,
  ...malformedCases,
  ...stabilityCases,
];
