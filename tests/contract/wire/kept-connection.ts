import type { Connection } from './connect.ts';

/** The connection that sequential requests share while it is kept open. */
export interface KeptConnection extends Disposable {
  /** @returns undefined when there is none yet, or it has been closed. */
  take(): Connection | undefined;
  /** Leaves a connection to the next request. */
  keep(connection: Connection): void;
}

export function createKeptConnection(): KeptConnection {
  let kept: Connection | undefined;
  const drop = (): void => {
    kept?.socket.destroy();
    kept = undefined;
  };
  return {
    take() {
      const { socket } = kept ?? {};
      if (socket?.destroyed || socket?.readableEnded) drop();
      const taken = kept;
      kept = undefined;
      return taken;
    },
    keep(connection) {
      kept = connection;
    },
    [Symbol.dispose]: drop,
  };
}
