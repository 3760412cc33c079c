import { judgedAlike } from './postman-judge.ts';

judgedAlike(1);
