import { describe, it } from 'vitest';
import { expectSoundMock } from './fuzz.ts';

describe('twice as many mutated requests', () => {
  it('get a success, a problem or a closed connection, and leave the mock working', () =>
    expectSoundMock({ count: 2000, slowConnections: 100 }));
});
