import { viewsOf } from '../../../spec/escapes.ts';

/**
 * Traces as the common runtimes print them. One file name with a line is not a trace, and neither is the word. There
 * must be two frames, or a frame and the line above frames.
 *
 * A response may be long and crafted to be slow. So every pattern begins with something rare and repeats within bounds.
 * What it repeats stops where the next match could begin, so no character is read again and again.
 */
export interface TracePatterns {
  runtime: string;
  frame: RegExp;
  header?: RegExp;
}

const thrown = /(?:Error|Exception|Throwable)\b/;

export const tracePatterns: readonly TracePatterns[] = [
  {
    runtime: 'Node.js',
    frame:
      /\bat (?:(?:async |new |get |set )?[^\s()]{1,200}(?: \[as [^\s\]()]{1,100}\])? \([^\n()]{0,300}?|[^\s()]{0,300}?|async [^\s()]{0,300}?)(?:\.[cm]?[jt]sx?|node:[\w/]{1,100}):\d{1,9}:\d{1,9}/g,
    header: thrown,
  },
  {
    runtime: 'Python',
    frame:
      /\bFile (?:<cite[^<>\n]{0,80}>)?"[^"\n]{1,300}"(?:<\/cite>)?, line (?:<em[^<>\n]{0,80}>)?\d|class="fname">[^<\n]{1,300}<\/code>, line \d/g,
    header: /Traceback|class="traceback"/,
  },
  {
    runtime: 'Java',
    frame:
      /\.[\w$<>-]{1,100}\((?:[\w$-]{1,100}\.(?:java|kt|kts|scala|groovy|clj):\d|Native Method\)|Unknown Source\))/g,
    header: thrown,
  },
  {
    runtime: '.NET',
    frame: /\bat [\w.<>`[\],+|]{1,300}\([^()\n]{0,300}\) in [^\n()]{1,300}:line \d/g,
    header: thrown,
  },
  {
    runtime: '.NET',
    frame:
      /\bat [\w<>`[\],+|]{1,300}\.[\w.<>`[\],+|]{1,300}\([^()\n]{0,300}\)(?=\s{1,8}at |[ \t\r]{0,8}(?:["<\n]|$))/g,
    header: /\.[A-Z]\w{0,60}Exception\b/,
  },
  {
    runtime: 'PHP',
    frame:
      /#\d{1,4} [^\n()#]{1,300}\.php\(\d{1,9}\)|\bin (?:<b>)?[^\s<>]{1,300}\.php(?:<\/b>)?(?::| on line (?:<b>)?)\d/g,
    header:
      /Stack trace:|\b(?:Fatal|Parse) error\b|\bUncaught \w|PHP (?:Warning|Notice|Deprecated)|<b>(?:Warning|Notice|Deprecated)<\/b>:|#\d{1,4} \{main\}/,
  },
  { runtime: 'Ruby', frame: /\.(?:rb|erb|rake|ru):\d{1,9}:in [`'"]/g, header: thrown },
  {
    runtime: 'Go',
    frame:
      /^[ \t]{1,8}(?:[A-Z]:)?[^\s:"]{1,200}\.go:\d{1,9}|\.go:\d{1,9} (?:\+|\()0x|goroutine \d{1,9} \[[^\]\n]{1,80}\]:\s{1,4}[\w./*-]{1,200}\(/gm,
    header: /goroutine \d{1,9} \[|\bpanic: /,
  },
  {
    runtime: 'Perl',
    frame: /\bat [^\s()"]{1,300}\.(?:pl|pm|cgi|psgi) line \d{1,9}\b/g,
    header: /Software error:|\b[Dd]ied\b|Compilation failed|\bcalled at /,
  },
  {
    runtime: 'Elixir',
    frame: /\([\w-]{1,60} \d[\w.-]{0,40}\) [\w./-]{1,200}\.exs?:\d{1,9}: /g,
    header: /\*\* \(\w/,
  },
  {
    runtime: 'Rust',
    frame: /(?:\bat |', )[^\s']{1,200}\.rs:\d{1,9}/g,
    header: /panicked at |stack backtrace:/,
  },
  { runtime: 'Lua', frame: /(?:\.lua:\d{1,9}|\[C\]): in /g, header: /stack traceback:/ },
  { runtime: 'Dart', frame: /\.dart:\d{1,9}:\d{1,9}\)/g, header: /#0 {2,8}\S/ },
  // As data: a list of frames, each with a source file and a line.
  {
    runtime: 'JSON',
    frame:
      /"(?:file(?:_?[nN]ame)?|path|abs_path)"\s{0,8}:\s{0,8}"[^"\n]{1,300}\.(?:[cm]?[jt]sx?|py|java|kt|scala|rb|go|cs|php|exs?|rs)"\s{0,8},\s{0,8}"line\w{0,10}"\s{0,8}:\s{0,8}"?\d/g,
    header: /"(?:traces?|stack|stack_?[tT]race|back_?[tT]race|frames|exception)"\s{0,8}:/,
  },
];

/** The runtime whose stack trace a text shows, plain or escaped as in JSON and HTML; undefined when it shows none. */
export function runtimeOfTrace(text: string): string | undefined {
  for (const view of viewsOf(text, false)) {
    const found = tracePatterns.find((patterns) => isTrace(view.text, patterns));
    if (found !== undefined) return found.runtime;
  }
  return undefined;
}

function isTrace(text: string, { frame, header }: TracePatterns): boolean {
  // Nearly all texts end here; matchAll would first copy the pattern.
  if (text.search(frame) === -1) return false;
  const [, second] = text.matchAll(frame);
  return second !== undefined || header?.test(text) === true;
}
