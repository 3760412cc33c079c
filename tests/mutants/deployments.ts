import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { catalogue } from './catalogue.ts';
import type { Mutant, Variant } from './mutant.ts';
import { variants } from './variants.ts';

/** @throws Error when no mutant or variant has the id. */
export function deploymentOf(id: string): Mutant | Variant {
  const deployment = [...catalogue, ...variants].find((candidate) => candidate.id === id);
  if (deployment === undefined) throw new Error(`there is no mutant or variant ${id}`);
  return deployment;
}

export interface Deployments extends Disposable {
  /** Starts a mutant or variant. @returns its address. */
  start(id: string): Promise<string>;
  /** Stops it: what it remembers would slow down all others. */
  stop(id: string): void;
}

/** What the process that hosts deployments is told. */
export interface HostOrder {
  id: string;
  stop: boolean;
}

/** Starts the process that hosts mutants and variants. It ends when disposed of, or with this one. */
export function hostDeployments(): Deployments {
  const child = fork(join(import.meta.dirname, '..', '..', 'scripts', 'run.js'), [
    join(import.meta.dirname, 'host.ts'),
  ]);
  return {
    start: (id) => {
      const url = addressOf(child, id);
      child.send({ id, stop: false } satisfies HostOrder);
      return url;
    },
    stop: (id) => void child.send({ id, stop: true } satisfies HostOrder),
    [Symbol.dispose]: () => void child.kill(),
  };
}

function addressOf(child: ChildProcess, id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (message: { id: string; url: string }): void => {
      if (message.id !== id) return;
      child.off('message', listen).off('exit', fail);
      resolve(message.url);
    };
    const fail = (): void => reject(new Error(`the process that hosts ${id} ended`));
    child.on('message', listen).on('exit', fail);
  });
}
