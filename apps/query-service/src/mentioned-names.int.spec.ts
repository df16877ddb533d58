import { describe, expect, it } from 'vitest';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();

describe('The names of a response', () => {
  it('are those of the things and documents that it mentions, on request', async () => {
    const path = 'decisions?meeting=sco-rats-council-44';
    const { body } = await service().query(`${path}&names=true`);
    expect(body).toMatchObject({
      names: {
        body: { 'sco/sco-rats-council': 'SCO RATS Council' },
        document: { 'sco/rats-council-44-note': expect.stringContaining('INFORMATION NOTE') },
        meeting: { 'sco/sco-rats-council-44': '44th meeting of the SCO RATS Council' },
      },
    });
    expect((await service().query(path)).body).not.toHaveProperty('names');
  });

  it('do not change the cursor of the next page', async () => {
    const first = (await service().query('persons?limit=1&names=true')).body;
    const { status } = await service().query(`persons?limit=1&cursor=${first.next}`);
    expect(status).toBe(200);
  });
});
