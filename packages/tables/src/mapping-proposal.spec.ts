import { describe, expect, it } from 'vitest';
import { proposeMapping } from './mapping-proposal.ts';
import { parseMapping } from './parse-mapping.ts';
import { profileTable } from './table-profile.ts';
import { createTableFile } from './testing/rows.ts';

async function propose(name: string, text: string): Promise<string> {
  const options = { encoding: 'utf-8', sheet: undefined };
  const profile = await profileTable(createTableFile(name, text), options);
  return proposeMapping(profile, { file: name, collection: 'harbour', language: 'en', ...options });
}

describe('A proposed mapping', () => {
  it('names a format of dates only if the cells prove it', async () => {
    const proven = await propose('a.csv', 'No.,When\n1,5/4/2031\n2,25/4/2031\n');
    expect(proven).toContain('    date: D/M/YYYY\n');
    const open = await propose('a.csv', 'No.,When\n1,5/4/2031\n2,6/7/2031\n');
    expect(open).not.toMatch(/^ {4}date:/m);
    expect(open).toContain('No cell proves the order of day and month: D/M/YYYY or M/D/YYYY?');
    const same = await propose('a.csv', 'No.,When\n1,5/5/2031\n');
    expect(same).toMatch(/^ {4}date:/m);
  });

  it('lists names of states, and leaves unknown ones to a person', async () => {
    const yaml = await propose(
      'members.csv',
      'Member;Joined\nMalta;1964\nUK;1970\nIceland;1980\nPortugal;1990\nRuritania;1999\n',
    );
    expect(yaml).toContain('delimiter: ";"');
    expect(yaml).toContain('      UK: GBR\n');
    expect(yaml).toContain('      # Ruritania: CHOOSE # No list of names has it.');
    expect(yaml).toContain("type: MembershipStatusRecorded\n    member: '{member}'");
    expect(yaml).toContain("startedOn: '{joined}'");
  });

  it('groups a matrix of states under its title, and leaves its marks to a person', async () => {
    const yaml = await propose(
      'attendance.csv',
      'Attendance,,,\nMeeting,Malta,Iceland,Portugal\n1,x,,x\n2,x,abs,\n',
    );
    expect(yaml).toContain('  header: 2\n');
    expect(yaml).toContain('    columns: Malta..Portugal\n    header: { state: true }');
    expect(yaml).toContain('      # abs: CHOOSE # or null');
    expect(yaml).toContain("each: mark\n    state: '{mark.header}'");
  });

  it('is a mapping as soon as each choice is made', async () => {
    const yaml = await propose('m.csv', 'Session,Date,"City: ""seat"""\n1,4 May 2031,Valletta\n');
    const open = parseMapping(yaml);
    expect(open.ok ? [] : open.problems.map(({ message }) => message)).toEqual([]);
    const parsed = parseMapping(yaml.replaceAll('CHOOSE', 'council'));
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });
});
