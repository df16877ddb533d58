import { describe, expect, it } from 'vitest';
import { BodyRegister } from './body-names.ts';

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

  it('introduces many names in linear time', () => {
    const register = new BodyRegister([]);
    for (let number = 0; number < 30_000; number += 1)
      register.introduce(`Board of Pier ${number}`, 'organ', undefined);
    expect(register.all).toHaveLength(30_000);
  });
});
