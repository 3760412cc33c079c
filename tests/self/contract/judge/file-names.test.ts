import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { file } from '../../../contract/cases/recipes.ts';
import { judgedResponse, uploadOf } from '../../../contract/judge/from-wire.ts';
import { validatorsOf } from '../../../contract/judge/schema.ts';
import { successFaults } from '../../../contract/judge/success-body.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';
import { received, variables } from '../facts.ts';

/** What a success has to say about a file name (R15). */
function faultsOf(sent: string, shown: unknown): string[] {
  const request = resolveRequest(
    { body: { kind: 'multipart', parts: [file({ name: sent, size: 3 })] } },
    variables,
    contract,
  );
  return successFaults(
    judgedResponse(received({ body: { fileId: '1', fileName: shown, size: 3, accountId: 'x' } })),
    uploadOf(request, contract),
    { contract, validators: validatorsOf(contract) },
  ).filter((fault) => fault.includes('fileName'));
}

const asLatin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('a changed name is reported', () => {
  test.each([
    ['as Latin-1', 'übersicht.csv', asLatin1('übersicht.csv')],
    ['as Latin-1, beyond it', '日本語.csv', asLatin1('日本語.csv')],
    ['with question marks', 'übersicht-日本語.csv', '?bersicht-???.csv'],
    ['with replacement characters', 'übersicht.csv', '\ufffdbersicht.csv'],
    ['without what is not ASCII', 'übersicht.csv', 'bersicht.csv'],
    ['without its accents', 'relevé.csv', 'releve.csv'],
    ['with half an emoji', 'a🧾.csv', 'a\ud83e.csv'],
    ['percent-coded', 'May statement.csv', 'May%20statement.csv'],
    ['with underscores', 'May statement (2).csv', 'May_statement__2_.csv'],
    ['cut at a semicolon', 'statement;final.csv', 'statement'],
    ['in another letter case', 'Statement.CSV', 'statement.csv'],
    ['as another', 'statement.csv', 'upload_8f31c2.tmp'],
    ['as an empty text', 'statement.csv', ''],
  ])('%s', (_, sent, shown) => {
    expect(faultsOf(sent, shown)).toEqual(['fileName differs from the one that was sent']);
  });
});

describe('an equal name, or one that is left open, is not', () => {
  test.each([
    ['the same', 'übersicht-日本語-🧾.csv', 'übersicht-日本語-🧾.csv'],
    ['composed', 'relevé.csv'.normalize('NFD'), 'relevé.csv'.normalize('NFC')],
    ['decomposed', 'relevé.csv'.normalize('NFC'), 'relevé.csv'.normalize('NFD')],
    ['a composed singleton', 'a\u212b.csv', 'a\u00c5.csv'],
    ['without its path', '../etc/statement.csv', 'statement.csv'],
    ['without its Windows path', 'C:\\May\\statement.csv', 'statement.csv'],
    ['with percent-coded quotes', 'a"b.csv', 'a%22b.csv'],
    ['without its quotes', "Director's cut.csv", 'Directors cut.csv'],
    ['without a control character', 'a\u0007b.csv', 'ab.csv'],
  ])('%s', (_, sent, shown) => {
    expect(faultsOf(sent, shown)).toEqual([]);
  });
});
