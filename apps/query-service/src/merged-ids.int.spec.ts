import { describe, expect, it } from 'vitest';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();

const query = (path: string) => service().query(path);

describe('Two merged ids', () => {
  it('are answered under the canonical id, from the merger on', async () => {
    const before = service().record.position;
    await service().record.submit('MergeRecords', {
      collection: 'sco',
      kind: 'incident',
      merged: 'khuzdar-2025',
      into: 'jaffer-express-2025',
      reason: 'For the sake of the test.',
      evidence: { note: 'None' },
    });
    await service().project();
    const merged = (await query('incidents/khuzdar-2025')).body.data;
    expect(merged).toMatchObject({ incident: 'jaffer-express-2025', condemnations: [{}, {}] });
    expect(merged).toEqual((await query('incidents/jaffer-express-2025')).body.data);
    const listed = await query('incidents?from=2025-03&to=2025-05');
    expect(listed.body.data).toMatchObject([
      { incident: 'pahalgam-2025' },
      // The stated date of one leads, not the date of the other, which is from its context.
      { incident: 'jaffer-express-2025', occurredOn: { edtf: '2025-05-21' } },
    ]);
    const then = await query(`incidents/khuzdar-2025?asOfRecorded=${before}`);
    expect(then.body.data).toMatchObject({ incident: 'khuzdar-2025', condemnations: [{}] });
  });
});
