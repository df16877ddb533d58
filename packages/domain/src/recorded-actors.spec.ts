import { describe, expect, it } from 'vitest';
import { findRecordedActor } from './recorded-actors.ts';
import { BASIC_RECORD, buildState, recordFact } from './testing/given-when-then.ts';

const person = (nameAsWritten: string) => ({ id: 'j-vella', kind: 'person', nameAsWritten });
const members = { id: 'members', kind: 'class', nameAsWritten: 'the Members', of: 'sco' };

function state(by: object, start: number) {
  const position = { verb: 'said', topic: 'calm', summary: 'Calm.' };
  return recordFact('PositionStated', { ...position, by: [by] }, start);
}

describe('An actor of the record', () => {
  const record = buildState(
    ...BASIC_RECORD,
    state(person('Mr Vella'), 0),
    state(person('J. Vella'), 20),
    state(person('J. Vella'), 40),
    state(members, 60),
  );
  const find = (id: string) => record && findRecordedActor(record, id);

  it('is a body, with its registered names', () =>
    expect(find('council')).toEqual({
      id: 'council',
      kind: 'organ',
      of: null,
      names: ['Council'],
    }));

  it('is a person, with the name that most facts use first', () =>
    expect(find('j-vella')).toEqual({
      id: 'j-vella',
      kind: 'person',
      of: null,
      names: ['J. Vella', 'Mr Vella'],
    }));

  it('is a class, with its body', () =>
    expect(find('members')).toEqual({
      id: 'members',
      kind: 'class',
      of: 'sco',
      names: ['the Members'],
    }));

  it('is none that no fact names', () => expect(find('nobody')).toBeUndefined());
});
