import { startMock } from 'upload-contract/mock';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject) {
  const mock = await startMock();
  project.provide('mockUrl', mock.url);
  return () => mock.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    mockUrl: string;
  }
}
