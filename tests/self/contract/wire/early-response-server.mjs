// Responds after this many bytes of a request, and closes immediately. Runs in its own process: when both ends share
// one, an early response is never lost.
import { createServer } from 'node:net';

const response = 'HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nno token';
const enough = Number(process.argv[2]);

const server = createServer((socket) => {
  let received = 0;
  socket.on('error', () => {});
  socket.on('data', ({ length }) => {
    received += length;
    if (received >= enough) socket.removeAllListeners('data').write(response, () => socket.destroy());
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
