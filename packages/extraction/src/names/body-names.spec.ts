import { describe, expect, it } from 'vitest';
import { BodyRegister } from './body-names.ts';
import { readLanguages } from '../testing/language-fixture.ts';

describe('The register of the bodies of a text', () => {
  it('takes a part of a longer name for the body of that name', () => {
    const register = new BodyRegister([
      { body: 'sea-council', name: 'Council of Harbours of the Sea', kind: 'organ' },
    ]);
    const first = register.introduce('Board of Pilots for the Isles', 'organ', undefined);
    register.introduce('Board of Pilots for the Lakes', 'organ', undefined);
    expect(register.introduce('Board of Pilots', 'organ', undefined)).toBe(first);
    expect(register.introduce('Council of Harbours', 'organ', undefined).body).toBe('sea-council');
    expect(register.introduce('Council of the', 'organ', undefined).body).toBe('council-of-the');
  });

  it('finds Chinese names in a time that does not grow with their number', () => {
    const { bodies } = readLanguages().detect('在了和与是年会');
    const toName = (number: number): string =>
      `港口${[...String(number)].map((digit) => '零一二三四五六七八九'.charAt(Number(digit))).join('')}号委员会`;
    const known = Array.from({ length: 20_000 }, (_, number) => ({
      body: `body-${number}`,
      name: toName(number),
      kind: 'organ' as const,
    }));
    const register = new BodyRegister(known);
    const startedAt = performance.now();
    for (let number = 0; number < 1000; number += 1) {
      const found = bodies.find(`${toName(number)}举行会议。`, register);
      expect(found.map(({ body }) => body.body)).toEqual([`body-${number}`]);
    }
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('introduces many names in linear time', () => {
    const register = new BodyRegister([]);
    for (let number = 0; number < 30_000; number += 1)
      register.introduce(`Board of Pier ${number}`, 'organ', undefined);
    expect(register.all).toHaveLength(30_000);
  });
});
