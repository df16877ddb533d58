import { describe, expect, it } from 'vitest';
import { proposeMapping } from './mapping-proposal.ts';
import { parseMapping } from './parse-mapping.ts';
import { profileTable } from './table-profile.ts';
import { createTableFile } from './testing/rows.ts';
import { createXlsx } from './testing/workbooks.ts';

async function propose(name: string, text: string | Uint8Array, language = 'en'): Promise<string> {
  const options = { encoding: 'utf-8', sheet: undefined };
  const profile = await profileTable(createTableFile(name, text), options);
  return proposeMapping(profile, { file: name, collection: 'harbour', language, ...options });
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

  it('takes no order of day and month from a column in which it changes', async () => {
    const mixed = await propose(
      'a.csv',
      'State,Date\nMalta,3/4/2031\nPeru,25/6/2031\nChad,2/28/2031\nMali,17/8/2031\n',
    );
    expect(mixed).not.toMatch(/^ {4}date:/m);
    expect(mixed).toContain('changes: 25/6/2031 is D/M/YYYY, and 2/28/2031 is M/D/YYYY.');
    const beside = await propose('a.csv', 'State,From,To\nMalta,3/4/2031,25/6/2031\n');
    expect(beside).toContain('D/M/YYYY or M/D/YYYY? The column to has D/M/YYYY.');
  });

  it('lists the formats of days, ranges and months in one column', async () => {
    const yaml = await propose(
      'a.csv',
      'Meeting,Dates\n1,4 May 2031\n2,7-9 June 2031\n3,30 June - 2 July 2031\n4,soon\n',
    );
    expect(yaml).toContain('    # No format reads soon: add one, or list them in values.\n');
    expect(yaml).toContain('    date: [D MMMM YYYY, D-D MMMM YYYY, D MMMM - D MMMM YYYY]\n');
    expect(yaml).toContain("    ordinal: '{meeting}'\n    occurredOn: '{dates}'");
  });

  it('reads headers and names in the language of the table', async () => {
    const yaml = await propose(
      'a.csv',
      '№;Дата;Город;Председатель\n41;4 мая 2031 г.;Валлетта;Мальта\n42;2 июля 2031 г.;Минск;Беларусь\n',
      'ru',
    );
    expect(yaml).toContain('  number:\n    column: №\n');
    expect(yaml).toContain("    date: D MMMM YYYY 'г.'\n");
    expect(yaml).toContain("chairs: '{chair}'");
    const chairs = await propose('a.csv', 'Présidence,Début\nNorvège,1.2.2031\n', 'fr');
    expect(chairs).toContain(
      "type: ChairmanshipRecorded\n    body: CHOOSE\n    chair: '{presidence}'",
    );
  });

  it('takes a column for numbers of meetings only if it has numbers', async () => {
    const yaml = await propose('a.csv', 'Country,Joined,Notes\nMalta,1964,x\nPeru,1970,\n');
    expect(yaml).not.toContain('MeetingHeld');
    expect(yaml).toContain("member: '{country}'");
    const votes = await propose(
      'a.csv',
      'No.,Draft,Record,Meeting,Veto\n1,A/1,x,S/PV.7,Malta\n2,A/2,x,S/PV.9,Peru\n3,A/2,x,S/PV.9,Chad\n',
    );
    expect(votes).toContain('    pattern: S/PV.{value:number}\n');
    expect(votes).toContain("    ordinal: '{meeting}'\n");
    expect(votes.match(/body: CHOOSE/g)).toHaveLength(1);
    const gap = await propose(
      'a.csv',
      'Draft,Matter,Meeting,Veto\nA/1,Pier,S/PV.7,Malta\nA/2,Tide,,Peru\n',
    );
    expect(gap.match(/body: CHOOSE/g)).toHaveLength(2);
    expect(gap).toContain("    subject: '{matter}'\n");
    expect(votes).toContain('# A/2 and other drafts are in several rows');
  });

  it('finds several states in a cell, and the rows that are no data', async () => {
    const yaml = await propose(
      'a.csv',
      'Draft,Matter,On,Vetoes\nA/1,Pier,4 May 2031,Malta; Peru\nA/2,Tide,5 May 2031,"Chad, Mali and UK"\nA/3,Reef,6 May 2031,Peru\nTotal,,,6\n* As amended,,,\n',
    );
    expect(yaml).toContain('  when: matter # leaves out, as headings or footnotes: rows 5, 6\n');
    expect(yaml).toContain('    split: [;, ",", " and "]\n    values:\n      UK: GBR\n');
    expect(yaml).toContain("votes: { each: vetoes, by: '{vetoes}', vote: against, veto: true }");
    const plain = await propose('a.csv', 'State\nTrinidad and Tobago\n"Korea, Republic of"\n');
    expect(plain).not.toContain('split');
    const names = await propose(
      'a.csv',
      'Meeting,Attended\n1st,"Malta, Bosnia and Herzegovina"\n2nd,"Peru, Trinidad and Tobago"\n',
    );
    expect(names).toContain('    state: true\n    split: ","\n');
    expect(names).toContain('  - type: DelegationAttended\n    each: attended\n');
    expect(names).toContain('    pattern: "{value:number}{ending:word}"\n');
  });

  it('keeps a row of data of which little is known', async () => {
    const yaml = await propose('a.csv', 'State,From,To\nMalta,1964,1970\nPeru,,\nChad,1960,1961\n');
    expect(yaml).not.toContain('when:');
  });

  it('joins two header rows, and takes meetings in columns for attendance', async () => {
    const yaml = await propose(
      'a.csv',
      ',2031,,2032,\nState,May,June,May,June\nMalta,x,x,,x\nPeru,x,,x,x\n',
    );
    expect(yaml).toContain('  header: [1, 2]\n');
    expect(yaml).toContain('    columns: 2031 / May..2032 / June\n    header: {}\n');
    expect(yaml).toContain("meeting: 'CHOOSE-{mark.header|slug}'");
    const single = await propose('a.csv', 'State,May,May\nMalta,x,x\nPeru,x,\n');
    expect(single).toContain('    column: 2\n');
  });

  it('keeps a matrix of states together, and lists the headers that no list has', async () => {
    const yaml = await propose(
      'a.csv',
      'unres,date,yes,no,Malta,UK,"Bolivia, Plurinational State of",Congo,Peru\nR/1,2031-05-04,4,1,1,1,1,3,1\nR/2,2031-05-05,3,2,1,3,1,3,1\n',
    );
    expect(yaml).toContain('    columns: Malta..Peru\n');
    expect(yaml).toContain('        UK: GBR\n        Congo: CHOOSE # No list of names has it.\n');
    expect(yaml).toContain("    tally: { for: '{yes}', against: '{no}' }\n");
    expect(yaml).toContain('  yes:\n    column: yes\n    number: "1234.5"\n');
  });

  it('takes a row of one state and its vote for a vote', async () => {
    const yaml = await propose(
      'a.csv',
      'resolution,date,ms_code,ms_vote\nA/1,2031-05-04,MLT,Yes\nA/1,2031-05-04,PER,A\nA/1,2031-05-04,TCD,No\n',
    );
    expect(yaml).toContain("    votes: [{ by: '{ms_code}', vote: '{ms_vote}' }]\n");
    expect(yaml).toContain('      Yes: for\n      # A: CHOOSE # or null\n      No: against\n');
    expect(yaml).not.toContain('MembershipStatusRecorded');
  });

  it('refuses an empty table, and a workbook with the name of a text', async () => {
    await expect(propose('a.csv', ' \n\n')).rejects.toThrow('The table is empty');
    const workbook = createXlsx({ One: '<row r="1"><c r="A1"><v>1</v></c></row>' });
    await expect(propose('a.csv', workbook)).rejects.toThrow('is an archive, such as a workbook');
  });

  it('asks whether NA is Namibia', async () => {
    const yaml = await propose('a.csv', 'iso2,joined\nMT,1964\nNA,1990\n');
    expect(yaml).toContain('      # NA: NAM # CHOOSE: Namibia, or not known, as it is read now?\n');
  });

  it('is a mapping as soon as each choice is made', async () => {
    const yaml = await propose('m.csv', 'Session,Date,"City: ""seat"""\n1,4 May 2031,Valletta\n');
    const open = parseMapping(yaml);
    expect(open.ok ? [] : open.problems.map(({ message }) => message)).toEqual([]);
    const parsed = parseMapping(yaml.replaceAll('CHOOSE', 'council'));
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });
});
