/** Returns a correction of the day on which the first record's programme was adopted. */
export function createAdoptionCorrection(target: string) {
  return {
    collection: 'sco',
    target,
    field: 'adoptedOn',
    oldValue: {
      edtf: '[2024-07,2025-07]',
      asWritten: 'last July',
      basis: 'relative',
      rule: 'publication-date',
    },
    newValue: { edtf: '2024-07-04', asWritten: null, basis: 'stated', rule: null },
    reason: 'Found in another document.',
    evidence: { note: 'The declaration of the summit' },
  };
}
