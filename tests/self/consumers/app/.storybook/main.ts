export default {
  framework: '@storybook/html-vite',
  stories: ['../src/*.stories.ts'],
  staticDirs: ['../public'],
};
