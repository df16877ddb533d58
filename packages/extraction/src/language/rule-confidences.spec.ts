import { describe, expect, it } from 'vitest';
import { RuleConfidences } from './rule-confidences.ts';

describe('The confidence of a rule', () => {
  const confidences = new RuleConfidences('often: [90, 100]\nseldom: [2, 2]\nwrong: [0, 2]\n');

  it('is the share of its right proposals', () => {
    expect(confidences.get('often', 0.5)).toBe(0.9);
  });

  it('is near that of all rules if it was seen seldom', () => {
    expect(confidences.get('seldom', 0.5)).toBe(0.92);
    expect(confidences.get('wrong', 0.99)).toBe(0.59);
  });

  it('is assumed for a rule that was never counted', () => {
    expect(confidences.get('other', 0.7)).toBe(0.7);
    expect(new RuleConfidences('').get('often', 0.6)).toBe(0.6);
  });

  it('is refused if the file is not valid', () => {
    expect(() => new RuleConfidences('often: 0.9')).toThrow('`rule: [right, drafted]`');
  });
});
