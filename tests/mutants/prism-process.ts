import { createRequire } from 'node:module';
import { withEnglishFaker } from '../../mocks/responses/english-faker.ts';

/** Prism's own command. It restarts for each upload that crashes it, so it starts without the words of 50 languages. */
const command = createRequire(import.meta.url).resolve('@stoplight/prism-cli/dist/index.js');
const ofCommand = createRequire(command);
withEnglishFaker(createRequire(ofCommand.resolve('@stoplight/prism-http')), () => ofCommand(command));
