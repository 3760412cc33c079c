import { mountUploadForm } from './upload-form.ts';

const main = document.querySelector('main');
if (main) mountUploadForm(main, '/api');
