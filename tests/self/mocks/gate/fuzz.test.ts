import { describe, it } from 'vitest';
import { expectSoundMock } from './fuzz.ts';

describe('mutated requests', () => {
  it('get a success, a problem or a closed connection, and leave the mock working', () =>
    expectSoundMock({ count: 1000, slowConnections: 50 }));
});
