// Answers as soon as it has the head of a request, and closes at once. Run as a process of its own: where both ends
// share one, an early answer is never lost.
import { createServer } from 'node:net';

const answer = 'HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nno token';

const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(answer, () => socket.destroy());
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
