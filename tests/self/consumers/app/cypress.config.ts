import { defineConfig } from 'cypress';
import { type Mock, startMock } from 'upload-contract/mock';

type Rule = { match: Parameters<Mock['when']>[0]; response: Parameters<Mock['next']>[0] };

export default defineConfig({
  e2e: {
    async setupNodeEvents(on, config) {
      const mock = await startMock({ port: 4010, basePath: '/api' });
      on('task', {
        'mock:rule'({ match, response }: Rule) {
          return mock.when(match).respond(response).id;
        },
        'mock:requests': () => mock.requests(),
        'mock:reset'() {
          mock.reset();
          return null;
        },
      });
      on('after:run', () => mock.close());
      return { ...config, baseUrl: 'http://127.0.0.1:5173' };
    },
  },
});
