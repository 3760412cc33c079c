import { uploadHandlers } from 'upload-contract/msw';
import { mountUploadForm } from './upload-form.ts';

const handlers = uploadHandlers({ baseUrl: '/api', latency: [200, 800] });

export default {
  title: 'Upload form',
  render() {
    const root = document.createElement('main');
    mountUploadForm(root, '/api');
    return root;
  },
};

// msw-storybook-addon reads `parameters.msw`. Each export is a story, so the handlers are not exported.
export const stored = { parameters: { msw: { handlers } } };
export const tooLarge = { parameters: { msw: { handlers: [handlers.respond('tooLarge'), ...handlers] } } };
