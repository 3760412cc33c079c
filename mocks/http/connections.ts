import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Interrupt, Interruption } from '../gate/reading.ts';

/** A request that is being read, or whose response is not decided yet. With pipelining, a connection has several. */
export interface OpenRequest {
  request: IncomingMessage;
  outgoing: ServerResponse;
  /** Ends the reading of the request from outside. */
  interrupt: Interrupt | undefined;
}

/** The exchanges in progress on each connection, so that nothing is written before its turn. */
export interface Connections {
  enter(exchange: OpenRequest): void;
  leave(exchange: OpenRequest): void;
  /**
   * Tells the exchanges of a connection that no more bytes arrive, or only invalid ones.
   *
   * @returns false when none is in progress, so that the caller may write to the connection.
   */
  interrupt(socket: Socket, how: Interruption): boolean;
}

interface Connection {
  running: OpenRequest[];
  /** The latest response in progress: anything written after it comes last. */
  last: ServerResponse;
}

export function createConnections(): Connections {
  const connections = new WeakMap<Socket, Connection>();
  return {
    enter(exchange) {
      const { socket } = exchange.request;
      const connection = connections.get(socket);
      if (connection === undefined) {
        connections.set(socket, { running: [exchange], last: exchange.outgoing });
        return;
      }
      connection.running.push(exchange);
      connection.last = exchange.outgoing;
    },
    leave(exchange) {
      const running = connections.get(exchange.request.socket)?.running ?? [];
      const index = running.indexOf(exchange);
      if (index !== -1) running.splice(index, 1);
    },
    interrupt(socket, how) {
      const connection = connections.get(socket);
      return connection !== undefined && interruptConnection(socket, connection, how);
    },
  };
}

function interruptConnection(socket: Socket, { running, last }: Connection, how: Interruption): boolean {
  const incomplete = running.filter(({ request }) => !request.complete);
  for (const { interrupt } of incomplete) interrupt?.(how);
  if (incomplete.length > 0) return true;
  if (last.writableFinished || last.destroyed) return false;
  // Invalid bytes after complete requests close the connection; those requests get their responses first.
  if (how === 'broken') closeBehind(socket, last);
  // Every request has its response, and nobody handles the error.
  else if (running.length === 0) socket.destroy();
  return true;
}

function closeBehind(socket: Socket, last: ServerResponse): void {
  if (last.headersSent) last.once('finish', () => socket.end());
  else last.shouldKeepAlive = false;
}
