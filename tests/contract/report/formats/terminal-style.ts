import type pc from 'picocolors';
import type { Verdict } from '../../judge/verdict.ts';
import type { ReportedExchange } from '../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { safeLine, wrap } from './safe-text.ts';

/** How to write to the terminal. */
export interface TerminalStyle {
  colours: ReturnType<typeof pc.createColors>;
  /** Columns. */
  width: number;
  /** `quiet`: broken rules and the verdict. `verbose`: every exchange, and every difference in full. */
  detail: 'quiet' | 'normal' | 'verbose';
}

const shown: HttpTextLimits = { body: 600, lines: 12, header: 160, headers: 16 };

/** The word for a verdict, in four characters. */
export function badge(verdict: Verdict, { colours }: TerminalStyle): string {
  const badges: Record<Verdict, string> = {
    pass: colours.green('pass'),
    warn: colours.yellow('warn'),
    fail: colours.red('FAIL'),
    inconclusive: colours.magenta('????'),
    skipped: colours.dim('skip'),
  };
  return badges[verdict];
}

/** The marks keep a response from looking like a line of this program, or like a command for a build log. */
export function exchangeLines(
  exchange: ReportedExchange,
  { colours: { cyan, dim } }: TerminalStyle,
): string[] {
  return [
    '',
    ...requestLines(exchange, shown).map((line) => `      ${cyan('>')} ${line}`.trimEnd()),
    ...responseLines(exchange, shown).map((line) => `      ${cyan('<')} ${line}`.trimEnd()),
    '',
    `      ${dim(safeLine(exchange.curl))}`,
  ];
}

/** A paragraph below a badge. */
export const indented = (text: string, { width }: TerminalStyle): string =>
  wrap(text, width - 6)
    .map((line) => `      ${line}`)
    .join('\n');

/** The same with a label before it. */
export const labelled = (label: string, text: string, { width }: TerminalStyle): string =>
  wrap(text, width - 16)
    .map((line, index) => `      ${(index === 0 ? label : '').padEnd(10)}${line}`)
    .join('\n');

/** A line that must not wrap, whatever the terminal. */
export const fitted = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, Math.max(width, 20) - 1)}…` : text;
