import { describe, expect, test } from 'vitest';
import { runtimeOfTrace, type TracePatterns, tracePatterns } from '../../../contract/judge/stack-traces.ts';

const traces: [runtime: string, trace: string][] = [
  ['Node.js', 'TypeError: x is not a function\n    at /srv/app/routes.js:41:11'],
  [
    'Node.js',
    '    at async upload (C:\\apps\\new\\upload.ts:4:1)\n    at Layer.handle [as handle_request] (/a b/layer.js:95:5)',
  ],
  ['Node.js', 'at new Form (file:///srv/form.mjs:1:2) at node:internal/process/task_queues:105:5'],
  ['Python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in <module>'],
  ['Python', '<h2>Traceback</h2><code class="fname">/srv/app/views.py</code>, line 41, in upload'],
  ['Java', 'Exception in thread "main"\n\tat com.acme.Upload.<init>(Upload.java:41)'],
  ['Java', '["com.acme.Upload.handle(Upload.kt:12)","java.base/java.lang.Thread.run(Unknown Source)"]'],
  ['Java', '\tat a.B.invoke0(Native Method)\n\tat a.B$C.d(B.scala:9)'],
  ['.NET', 'System.IO.IOException: boom\n   at Acme.Files.Upload.Post(IFormFile file)'],
  ['.NET', '   at Acme.A.B(String s)\r\n   at Acme.C.<D>b__0()'],
  ['.NET', 'at Acme.A.B() in C:\\src\\A.cs:line 4\nat Acme.A.C() in /src/A.cs:line 9'],
  ['PHP', 'PHP Warning:  Undefined variable $x in /srv/app/upload.php on line 4'],
  ['PHP', '<b>Fatal error</b>:  Uncaught Error: boom in <b>/srv/upload.php</b> on line <b>4</b>'],
  ['PHP', '#0 /srv/a.php(12): upload()\n#1 {main}'],
  ['Ruby', "app/a.rb:41:in `create'\napp/b.rb:2:in `call'"],
  ['Ruby', "app/a.rb:41:in 'A#create': boom (RuntimeError)\n"],
  ['Go', 'panic: boom\n\ngoroutine 41 [running]:\nmain.upload(0xc0)\n\t/srv/app/main.go:41 +0x1d'],
  ['Go', '/srv/app/main.go:41 (0x6e1c1d)\n/srv/gin/context.go:174 (0x6e1c1d)'],
  ['Perl', 'main::upload() called at /srv/app/upload.pl line 41'],
  ['Elixir', '** (RuntimeError) boom\n    (acme 0.1.0) lib/acme/upload.ex:41: Acme.Upload.create/2'],
  ['Rust', "thread 'main' panicked at src/main.rs:41:5:\nboom"],
  ['Rust', "thread 'main' panicked at 'boom', src/main.rs:41:5"],
  ['Lua', 'boom\nstack traceback:\n\t/srv/app.lua:4: in function <app.lua:1>'],
  ['Dart', '#0      main (package:acme/main.dart:41:5)'],
  ['JSON', '{"exception":"E","file":"/srv/a.php","line":4}'],
  ['JSON', '[{"fileName":"A.java","lineNumber":4},{"fileName":"B.java","lineNumber":9}]'],
];

/** As text, in JSON, in JSON in JSON, and in HTML. */
const carriers: [name: string, carry: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify({ detail: text })],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify({ detail: text }))],
  [
    'in HTML',
    (text) =>
      `<pre>${text.replace(/[&"'<>]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('\n', '<br>\n')}</pre>`,
  ],
];

describe.each(traces)('a trace of %s: %s', (runtime, trace) => {
  test.each(carriers)('%s', (_, carry) => {
    expect(runtimeOfTrace(carry(trace))).toBe(runtime);
  });
});

test.each([
  'Stack trace: none is shown here.',
  'Stack trace:',
  'Traceback (most recent call last)',
  'See the frame (Native Method) of the manual, or (Unknown Source).',
  'The export /data/report.php on line 4 is not readable',
  'written in /data/report.php on line 4',
  '{"file":"statement.js","line":3}',
  '{"fileName":"statement.java","line":3,"documentType":"CSV"}',
  'Error: no file. Meet us at 10:30:15 and at 11:30:15',
  'Error at upload.file(csv)',
  'the file app.rb:41:in `x` is too large',
  'panicked at the disco',
  'goroutine 7 [running]: a poem',
  'thrown at /files/report.js:3:1',
  'at least two (of three) at most four (of five)',
  '#1 (a) and #2 (b)',
  'died at report.txt line 3',
])('not a trace: %s', (text) => {
  for (const [, carry] of carriers) expect(runtimeOfTrace(carry(text))).toBeUndefined();
});

/** Each beginning of a trace, repeated, so that every position looks like the start of a match. */
const beginnings = (line: string): string[] =>
  [...Array(line.length).keys()].map((at) => line.slice(0, at + 1));

/** Whether a text takes this many milliseconds of processor time in each of five attempts: the machine may be busy. */
function isSlow(pattern: RegExp, text: string, milliseconds: number): boolean {
  return [1, 2, 3, 4, 5].every(() => {
    const begun = process.cpuUsage();
    // The whole text is searched, though the pattern may match early.
    text.replaceAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`), '');
    return process.cpuUsage(begun).user / 1000 > milliseconds;
  });
}

describe('hostile texts', () => {
  const more = [
    '#1  (',
    '#1 ',
    'at ',
    'at a',
    '.a',
    '":"',
    '"file":"',
    '(',
    '.js:1',
    'node:',
    ' \n',
    '\t/',
    "'",
  ];
  const patterns = tracePatterns.flatMap(({ runtime, frame, header }: TracePatterns) =>
    [frame, ...(header === undefined ? [] : [header])].map((pattern): [string, RegExp] => [runtime, pattern]),
  );

  test.each(patterns)('%s %s reads each character a few times, however long the text', (runtime, pattern) => {
    const own = traces.filter(([name]) => name === runtime).flatMap(([, trace]) => trace.split('\n'));
    const slow = [...new Set(own.flatMap(beginnings)), ...more].filter((piece) =>
      // 0.2 microseconds per character: backtracking takes a hundred times as long.
      isSlow(pattern, piece.repeat(50_000 / piece.length), 10),
    );
    expect(slow).toEqual([]);
  });

  test.each(["'#1  ('", 'at ', 'at a(', '.a(', 'in /', '\n\t/', '%23', '\\'])(
    '200,000 times %j end soon',
    (piece) => {
      const begun = process.cpuUsage();
      runtimeOfTrace(piece.repeat(200_000));
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(500);
    },
  );
});
