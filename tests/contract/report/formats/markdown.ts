import { counted } from '../../request/counted.ts';
import { differencesOf } from '../differences.ts';
import { contractSentence, countsSentence, leftBehindSentence, verdictWords } from '../findings.ts';
import { ruleText, toldOf } from '../notes.ts';
import type { Report } from '../report.ts';
import { type FindingDetail, findingSections } from './markdown-findings.ts';
import { code, escapeMarkup, linked } from './markdown-text.ts';
import { cutText } from './safe-text.ts';

/** A comment on GitHub holds 65,536 characters. Counting bytes is safe: there are never fewer of them. */
const largest = 65_535;

/** How much detail to give. */
interface Detail {
  broken: FindingDetail;
  others: FindingDetail;
  /** Number of notes, and characters of each. */
  notes: number;
  note: number;
}

const wide = { body: 1000, lines: 30, header: 200, headers: 20 };
const narrow = { body: 200, lines: 5, header: 100, headers: 8 };

const everyText = { notes: 100, note: 2000 };

const least: Detail = {
  broken: { inFull: 1, text: 100, ids: 10 },
  others: { inFull: 0, text: 100, ids: 3 },
  notes: 10,
  note: 200,
};

/** From most to least detail: warnings are shortened before failures, and exchanges before findings. */
const steps: Detail[] = [
  {
    broken: { inFull: 5, text: 2000, ids: 1000, exchanges: wide },
    others: { inFull: 5, text: 2000, ids: 1000, exchanges: wide },
    ...everyText,
  },
  {
    broken: { inFull: 5, text: 2000, ids: 1000, exchanges: wide },
    others: { inFull: 3, text: 500, ids: 30 },
    ...everyText,
  },
  {
    broken: { inFull: 3, text: 500, ids: 60, exchanges: narrow },
    others: { inFull: 1, text: 200, ids: 10 },
    ...everyText,
  },
  {
    broken: { inFull: 1, text: 500, ids: 30, exchanges: narrow },
    others: { inFull: 0, text: 100, ids: 10 },
    ...everyText,
  },
  {
    broken: { inFull: 3, text: 200, ids: 30 },
    others: { inFull: 0, text: 100, ids: 5 },
    notes: 20,
    note: 500,
  },
  least,
];

/** The report as GitHub-flavoured Markdown, for step summaries, pull requests and wikis. */
export function renderMarkdown(report: Report): string {
  const told = toldIn(report);
  for (const [step, detail] of steps.entries()) {
    const page = joined([...sectionsOf(report, told, detail), ...ending(report, step > 0)]);
    if (fits(page)) return page;
  }
  return renderBeginning(report, told);
}

/** The differences by verdict, computed once for all levels of detail. */
const toldIn = (report: Report) => ({
  broken: differencesOf(report, 'fail'),
  warned: differencesOf(report, 'warn'),
  untold: differencesOf(report, 'inconclusive'),
});

type ToldDifferences = ReturnType<typeof toldIn>;

/** Even the lowest level may be too long when texts from outside are hostile. Then as many sections as fit remain. */
function renderBeginning(report: Report, told: ToldDifferences): string {
  const sections = sectionsOf(report, told, least);
  const end = ending(report, true);
  const kept: string[] = [];
  for (const section of sections) if (fits(joined([...kept, section, ...end]))) kept.push(section);
  return joined([...kept, ...end]);
}

const fits = (page: string): boolean => Buffer.byteLength(page) <= largest;

const joined = (sections: readonly string[]): string => `${sections.join('\n\n')}\n`;

/** The most important first. */
function sectionsOf(report: Report, told: ToldDifferences, detail: Detail): string[] {
  const { baseUrl, clientId, accountId } = report.deployment;
  const place = (text: string): string => code(cutText(text, detail.note));
  return [
    `# ${marks[report.verdict]} ${escapeMarkup(report.headline)}`,
    `${countsSentence(report)}. Checked on ${report.startedAt.slice(0, 10)}: ${place(baseUrl)}, client ${place(clientId)}, account ${place(accountId)}.`,
    ...noteSections(report, detail),
    requirementTable(report),
    ...findingSections('Broken', told.broken, detail.broken),
    ...findingSections('Warnings', told.warned, detail.others),
    ...findingSections('Inconclusive', told.untold, detail.others),
  ];
}

const marks = { conforms: '✅', violates: '❌', inconclusive: '❔' } as const;

function noteSections({ notes }: Report, detail: Detail): string[] {
  const hidden = notes.length - detail.notes;
  return [
    ...notes.slice(0, detail.notes).map((note) => `> ${escapeMarkup(cutText(note, detail.note))}`),
    ...(hidden > 0 ? [`> ${counted(hidden, 'more note')}`] : []),
  ];
}

const ending = (report: Report, isShortened: boolean): string[] => [
  ...(isShortened
    ? [
        'Shortened to fit into a pull request. `--report html=FILE` and `--report json=FILE` contain the complete report.',
      ]
    : []),
  escapeMarkup(contractSentence(report)),
  leftBehindSentence(report),
  `<sub>${report.tool.name} ${report.tool.version}</sub>`,
];

function requirementTable({ requirements }: Report): string {
  const rows = requirements.map((requirement) => {
    const { id, level, verdict, docs } = requirement;
    const word = verdict === 'pass' ? 'kept' : `**${verdictWords[verdict]}**`;
    return `| ${linked(id, docs)} | ${level} | ${word} | ${toldOf(requirement)} | ${escapeMarkup(ruleText(requirement))} |`;
  });
  return ['| Rule | Level | Verdict | Conclusive cases | |', '|---|---|---|---:|---|', ...rows].join('\n');
}
