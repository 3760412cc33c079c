import { uploadHandlers } from 'upload-contract/msw';
import { mountUploadForm } from './upload-form.ts';

export const handlers = uploadHandlers({ baseUrl: '/api', latency: [200, 800] });

export default {
  title: 'Upload form',
  render() {
    const root = document.createElement('main');
    mountUploadForm(root, '/api');
    return root;
  },
};

// msw-storybook-addon reads `parameters.msw`.
export const stored = { parameters: { msw: { handlers } } };
export const tooLarge = { parameters: { msw: { handlers: [handlers.respond('tooLarge'), ...handlers] } } };
