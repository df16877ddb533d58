import { describe, expect, it } from 'vitest';
import { checkCommandsReady } from './command-readiness.ts';

const status = {
  state: 'following' as const,
  position: { partition: 0, pseq: 4_200 },
  term: 1,
  owner: null,
  pendingCount: 0,
};

describe('The command service', () => {
  it('is ready once the log was read', async () => {
    const runtime = { whenReady: async () => undefined, readStatus: () => [status] };
    await expect(checkCommandsReady(runtime)).resolves.toBeUndefined();
  });

  it('tells how far it has read the log', async () => {
    const { promise: reading } = Promise.withResolvers<void>();
    const runtime = { whenReady: () => reading, readStatus: () => [status] };
    await expect(checkCommandsReady(runtime, 1)).rejects.toThrow('Positions so far: 0:4200.');
  });

  it('tells the error of the log', async () => {
    const whenReady = async (): Promise<void> => {
      throw new Error('connection refused');
    };
    await expect(checkCommandsReady({ whenReady, readStatus: () => [status] })).rejects.toThrow(
      'connection refused',
    );
  });
});
