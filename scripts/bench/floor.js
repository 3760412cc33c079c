import { createServer } from 'node:http';
import busboy from 'busboy';

/** The baseline: a bare server that parses uploads, and responds with counts. Plain JavaScript, like built code. */
const server = createServer((request, response) => {
  const counted = { files: 0, fields: 0, bytes: 0 };
  const parser = busboy({ headers: request.headers });
  parser.on('file', (_name, stream) => {
    counted.files += 1;
    stream.on('data', (chunk) => {
      counted.bytes += chunk.length;
    });
  });
  parser.on('field', () => {
    counted.fields += 1;
  });
  parser.on('close', () => {
    const body = JSON.stringify(counted);
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  request.pipe(parser);
});

server.listen(Number(process.argv[2]), '127.0.0.1');
