import { describe, expect, it } from 'vitest';
import { toCoreFields } from './core-fields.ts';
import { draftDocument } from './draft-document.ts';
import { readLanguages } from './testing/language-fixture.ts';

const languages = readLanguages();

const RUSSIAN = [
  'Сообщение о 3-м заседании Комитета по рыболовству',
  '3-е заседание Комитета по рыболовству состоялось 4 мая 2031 года в Баку (Азербайджан).',
];
const ENGLISH = [
  'Note on the 3rd meeting of the Fisheries Committee',
  'The 3rd meeting of the Fisheries Committee was held in Baku, Azerbaijan, on 4 May 2031.',
];

const draft = (opening: readonly string[], sentence: string) =>
  draftDocument([...opening, sentence].join('\n'), languages, { file: 'note.txt' }).facts;

describe('The head of a delegation', () => {
  it.each([
    [
      'after the state of the office, and not that of the next state',
      RUSSIAN,
      'В заседании приняли участие министр экологии Казахстана Айдар Смаилов, министр транспорта Грузии Н. Беридзе.',
      ['aydar-smailov', 'n-beridze'],
    ],
    [
      'in the genitive, in the first case',
      RUSSIAN,
      'Заседание прошло с участием министра экологии Казахстана Айдара Смаилова и министра транспорта Грузии Анны Гелашвили.',
      ['aydar-smailov', 'anna-gelashvili'],
    ],
    [
      'in the instrumental, in the first case',
      RUSSIAN,
      'В заседании приняли участие делегация Казахстана во главе с министром экологии Айдаром Смаиловым и делегация Грузии во главе с Анной Гелашвили.',
      ['aydar-smailov', 'anna-gelashvili'],
    ],
    [
      'in the instrumental of a name that ends with a soft letter',
      RUSSIAN,
      'В заседании приняли участие делегация Казахстана, возглавляемая Игорем Белинским, и делегация Грузии во главе с послом Марией Орловой.',
      ['igor-belinskiy', 'mariya-orlova'],
    ],
    [
      'in English',
      ENGLISH,
      'The meeting was attended by the Minister of Ecology of Kazakhstan Aidar Smailov and the Minister of Ports of Georgia Nino Beridze.',
      ['aidar-smailov', 'nino-beridze'],
    ],
  ])('is read %s', (_, opening, sentence, heads) => {
    const attended = draft(opening, sentence).filter(({ type }) => type === 'DelegationAttended');
    expect(attended.map((fact) => toCoreFields(fact)['heads'])).toEqual(heads);
  });

  it.each([
    [RUSSIAN, 'Главы делегаций Грузии и Казахстана поддержали новые квоты.', 'GEO + KAZ'],
    [ENGLISH, 'The representatives of Malta and of Cyprus supported the quotas.', 'MLT + CYP'],
    [
      ENGLISH,
      'The delegations of Georgia, Kazakhstan and Malta stressed the cost of fuel.',
      'GEO + KAZ + MLT',
    ],
  ])('speaks for all states that the words list: %s %s', (opening, sentence, by) => {
    const [stated] = draft(opening, sentence).filter(({ type }) => type === 'PositionStated');
    expect(stated && toCoreFields(stated)['by']).toBe(by);
    expect(stated?.words).toBe(sentence.slice(0, -1));
  });
});
