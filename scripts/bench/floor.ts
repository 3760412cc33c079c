import { createServer } from 'node:http';
import { Busboy } from '@fastify/busboy';

/** The floor: a bare server that parses what is uploaded, and does nothing with it. */
const server = createServer((request, response) => {
  const parser = new Busboy({ headers: request.headers as { 'content-type': string } });
  parser.on('file', (_name, stream) => stream.resume());
  parser.on('finish', () => response.end());
  request.pipe(parser);
});

server.listen(Number(process.argv[2]), '127.0.0.1');
