import type { MockResponse } from '../../../../mocks/gate/handled-request.ts';
import { onRefusals, onSuccesses, withContent } from '../../faults/responding.ts';
import { changeResponse } from '../../faults/seams.ts';
import { breaking, credentials, type Fault, type Mutant } from '../../mutant.ts';

/** A rejection with a text in its detail, such as the message of an exception. */
const withDetail = (response: MockResponse, detail: string): MockResponse => ({
  ...response,
  body: JSON.stringify({ ...JSON.parse(response.body), detail }),
});

/** Shows a trace in every rejection. */
const traces = (trace: string): Fault => onRefusals((response) => withDetail(response, trace));

const inHtml = (page: string): Fault => onRefusals((response) => withContent(response, 'text/html', page));

const { token } = credentials;

/** R19: no response ever shows the token. */
const tokens: Mutant[] = breaking('R19', [
  {
    id: 'token-shown-in-success',
    fault: 'Shows the token in successes',
    vary: onSuccesses((response) => ({
      ...response,
      headers: { ...response.headers, 'X-Request-Token': token },
    })),
  },
  {
    id: 'token-shown-in-refusal',
    fault: 'Shows the header in rejections',
    vary: changeResponse((response, { ruling, head }) =>
      ruling.outcome === 'accepted' ? response : withDetail(response, `Rejected for ${head.authorization}`),
    ),
  },
  {
    id: 'token-shown-in-base64',
    fault: 'Sets a session cookie that contains the token in base64',
    vary: onSuccesses((response) => ({
      ...response,
      headers: { ...response.headers, 'Set-Cookie': `session=${Buffer.from(token).toString('base64')}` },
    })),
  },
  {
    id: 'token-shown-in-basic-credentials',
    fault: 'Repeats the token as the password of Basic credentials, wrapped as MIME does',
    vary: onRefusals((response) =>
      withDetail(
        response,
        Buffer.from(`${'user'.repeat(12)}:${token}`)
          .toString('base64')
          .replace(/.{76}/g, '$&\r\n'),
      ),
    ),
  },
  {
    id: 'token-shown-in-hexadecimal',
    fault: 'Shows the token in hexadecimal, in upper case',
    vary: onSuccesses((response) => ({
      ...response,
      headers: { ...response.headers, 'X-Session': Buffer.from(token).toString('hex').toUpperCase() },
    })),
  },
  {
    id: 'token-shown-in-utf-16',
    fault: 'Shows the token as UTF-16, each letter as an HTML entity',
    alsoWarns: ['R14'],
    vary: onRefusals((response) =>
      withContent(
        response,
        'text/html',
        Buffer.from(
          [...token].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join(''),
          'utf16le',
        ).toString(),
      ),
    ),
  },
  {
    id: 'token-shown-in-body',
    fault: 'Shows the request that it received',
    vary: changeResponse((response, { head }) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), request: head }),
    })),
  },
]);

/** R19: no response ever shows a stack trace, whatever the runtime. */
const stackTraces: Mutant[] = breaking('R19', [
  {
    id: 'trace-node',
    fault: 'Shows a stack trace of Node.js',
    vary: traces(
      'Error: boom\n    at upload (file:///srv/app/upload.mjs:41:11)\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    ),
  },
  {
    id: 'trace-express',
    fault: 'Shows the error page of Express',
    alsoWarns: ['R14'],
    vary: inHtml(
      '<pre>MulterError: Unexpected field<br> &nbsp; &nbsp;at wrappedFileFilter (/srv/app/node_modules/multer/index.js:40:19)<br> &nbsp; &nbsp;at Multipart.emit (node:events:518:28)</pre>',
    ),
  },
  {
    id: 'trace-python',
    fault: 'Shows a traceback of Python',
    vary: traces(
      'Traceback (most recent call last):\n  File "/srv/app/upload.py", line 41, in upload\n    raise ValueError()\nValueError',
    ),
  },
  {
    id: 'trace-python-html',
    fault: 'Shows the debugger page of Flask',
    alsoWarns: ['R14'],
    vary: inHtml(
      '<div class="traceback"><h4>File <cite class="filename">"/srv/app/upload.py"</cite>, line <em class="line">41</em>, in <code class="function">upload</code></h4></div>',
    ),
  },
  {
    id: 'trace-java',
    fault: 'Shows a stack trace of Java',
    vary: traces(
      'java.lang.IllegalStateException: boom\n\tat com.acme.files.UploadController.upload(UploadController.java:41)\n\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)',
    ),
  },
  {
    id: 'trace-dotnet',
    fault: 'Shows a stack trace of .NET',
    vary: traces(
      'System.InvalidOperationException: boom\r\n   at Acme.Files.UploadController.Post(IFormFile file) in /src/UploadController.cs:line 41',
    ),
  },
  {
    id: 'trace-dotnet-release',
    fault: 'Shows a stack trace of .NET without line numbers',
    vary: traces(
      'System.InvalidOperationException: boom\r\n   at Acme.Files.UploadController.Post(IFormFile file)\r\n   at Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker.InvokeActionMethodAsync()',
    ),
  },
  {
    id: 'trace-php',
    fault: 'Shows a stack trace of PHP',
    vary: traces(
      'PHP Fatal error:  Uncaught Exception: boom in /srv/app/upload.php:41\nStack trace:\n#0 /srv/app/index.php(12): upload()\n#1 {main}',
    ),
  },
  {
    id: 'trace-laravel',
    fault: 'Shows the debug response of Laravel',
    alsoWarns: ['R14'],
    vary: onRefusals((response) =>
      withContent(
        response,
        'application/json',
        JSON.stringify({
          message: 'boom',
          exception: 'ErrorException',
          file: '/srv/app/Http/Controllers/UploadController.php',
          line: 41,
          trace: [
            {
              file: '/srv/vendor/laravel/framework/src/Illuminate/Routing/Controller.php',
              line: 54,
              function: 'upload',
              class: 'App\\Http\\Controllers\\UploadController',
              type: '->',
            },
          ],
        }),
      ),
    ),
  },
  {
    id: 'trace-ruby',
    fault: 'Shows a stack trace of Ruby',
    vary: traces(
      "app/controllers/uploads_controller.rb:41:in `create'\nlib/middleware.rb:12:in `block in call'",
    ),
  },
  {
    id: 'trace-ruby-new',
    fault: 'Shows a stack trace of Ruby 3.4',
    vary: traces(
      "app/controllers/uploads_controller.rb:41:in 'UploadsController#create': boom (RuntimeError)",
    ),
  },
  {
    id: 'trace-go',
    fault: 'Shows the panic of Go',
    vary: traces(
      'panic: boom\n\ngoroutine 41 [running]:\nmain.upload(0xc0000b2000)\n\t/srv/app/main.go:41 +0x1d',
    ),
  },
  {
    id: 'trace-rust',
    fault: 'Shows the panic of Rust',
    vary: traces(
      "thread 'tokio-runtime-worker' panicked at src/main.rs:41:5:\nboom\nstack backtrace:\n   0: rust_begin_unwind",
    ),
  },
]);

export const leakMutants: Mutant[] = [...tokens, ...stackTraces];
