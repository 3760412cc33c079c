import { expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { readContract } from '../../../../spec/contract.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import { contractCases } from '../../../contract/table.ts';
import { pinned, requirements } from '../../spec/changed-document.ts';

/** The rules of the case table, which everyone who adds a case can rely on. */
const caseTable = contractCases(contract);
const ids = caseTable.map(({ id }) => id);

test('cases are plain data: they survive JSON unchanged', () => {
  expect(JSON.parse(JSON.stringify(caseTable))).toEqual(caseTable);
});

test('ids are unique kebab-case mnemonics', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('titles are unique, short, and in the indicative', () => {
  expect(new Set(caseTable.map(({ title }) => title)).size).toBe(caseTable.length);
  for (const { title } of caseTable) {
    expect(title.length, title).toBeLessThan(70);
    expect(title).not.toMatch(/\b(should|must|shall|may|can)\b/i);
  }
});

test('no two cases send the same', () => {
  const sent = caseTable.map(({ steps, together, oneConnection, repeats }) =>
    JSON.stringify([steps.map(({ request }) => request), together, oneConnection, repeats]),
  );
  const twice = ids.filter((_, index) => sent.indexOf(sent[index] ?? '') !== index);
  expect(twice).toEqual([]);
});

test('controls exist, are single accepted uploads, and lead back to the baseline', () => {
  const byId = new Map(caseTable.map((contractCase) => [contractCase.id, contractCase]));
  for (const { id, steps } of caseTable) {
    for (const { control, expect: expected } of steps) {
      // A concurrent case is compared with the same request alone, which may be rejected.
      if (expected.outcome === 'as-control') {
        expect(byId.get(control ?? '')?.steps.length, id).toBe(1);
        continue;
      }
      const chain = [id];
      for (let next = control; next !== undefined; next = byId.get(next)?.steps[0]?.control) {
        expect(chain, `${id} is controlled by itself`).not.toContain(next);
        chain.push(next);
        const target = byId.get(next);
        expect(target?.steps.length, `${chain.join(' <- ')}`).toBe(1);
        expect(target?.steps[0]?.expect.outcome).toBe('accepted');
      }
    }
  }
});

test('every rejection has a control', () => {
  const uncontrolled = caseTable.filter(({ steps }) =>
    steps.some(({ expect: { outcome }, control }) => outcome !== 'accepted' && control === undefined),
  );
  expect(uncontrolled.map(({ id }) => id)).toEqual([]);
});

test('every requirement is checked', () => {
  const cited = new Set(
    caseTable.flatMap((each) => checksOf(each, contract)).map(({ requirement }) => requirement),
  );
  expect(contract.requirements.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
});

test('every recognised type is sent', () => {
  const texts = JSON.stringify(caseTable);
  for (const value of contract.recognisedDocumentTypes) expect(texts).toContain(`"text":"${value}"`);
});

test('ids and their requirements change only on purpose', () => {
  const page = readContract(pinned(), requirements);
  const citations = Object.fromEntries(
    contractCases(page).map((contractCase) => [
      contractCase.id,
      [...new Set(checksOf(contractCase, contract).map(({ requirement }) => requirement))].join(' '),
    ]),
  );
  expect(citations).toMatchSnapshot();
});
