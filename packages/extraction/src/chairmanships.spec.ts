import { describe, expect, it } from 'vitest';
import { toCoreFields } from './core-fields.ts';
import { draftDocument } from './draft-document.ts';
import { readLanguages } from './testing/language-fixture.ts';

const languages = readLanguages();

const RUSSIAN = [
  'Сообщение о 12-м заседании Совета министров Содружества рек',
  '12-е заседание Совета министров Содружества рек состоялось 4 мая 2031 года в Баку (Азербайджан).',
];
const ENGLISH = [
  'Note on the 12th meeting of the Council of the Seaport Organization',
  'The 12th meeting of the Council of the Seaport Organization was held on 4 May 2031 in Baku.',
];
const FRENCH = [
  "Communiqué de la 12e réunion du Conseil de l'Organisation des ports",
  "La 12e réunion du Conseil de l'Organisation des ports s'est tenue à Dakar le 4 mai 2031.",
];
const CHINESE = [
  '港口组织理事会第十二次会议公报',
  '2031年5月4日,港口组织理事会第十二次会议在巴基斯坦卡拉奇举行。',
];

describe('A chairmanship', () => {
  it.each([
    [RUSSIAN, 'Председательство в Содружестве перешло к Грузии.', 'sodruzhestvo-rek'],
    [RUSSIAN, 'Председательство в Содружестве рек перейдёт к Грузии.', 'sodruzhestvo-rek'],
    [RUSSIAN, 'Председательство в Совете перешло к Грузии.', 'sovet-ministrov-sodruzhestva-rek'],
    [
      ENGLISH,
      'The chairmanship of the Organization passed from Malta to Georgia.',
      'seaport-organization',
    ],
    [
      ENGLISH,
      'The chairmanship of the Council passed from Malta to Georgia.',
      'council-of-the-seaport-organization',
    ],
    [
      FRENCH,
      "La présidence de l'Organisation est passée du Mali au Tchad.",
      'organisation-des-ports',
    ],
    [
      FRENCH,
      'La présidence du Conseil est passée du Mali au Tchad.',
      'conseil-de-lorganisation-des-ports',
    ],
    [CHINESE, '港口组织主席国由中国移交给巴基斯坦。', 'gang-kou-zu-zhi'],
    [CHINESE, '港口组织理事会主席国由中国移交给巴基斯坦。', 'gang-kou-zu-zhi-li-shi-hui'],
  ])('is that of the body that the words name: %s %s', (opening, sentence, body) => {
    const { facts } = draftDocument([...opening, sentence].join('\n'), languages, {
      file: 'note.txt',
    });
    const passed = facts.filter(({ type }) => type === 'ChairmanshipTransferred');
    expect(passed.map((fact) => toCoreFields(fact)['body'])).toEqual([body]);
  });

  it('begins on the day before its words', () => {
    const sentence = 'С 1 января 2032 года председательство в Содружестве рек переходит к Грузии.';
    const { facts } = draftDocument([...RUSSIAN, sentence].join('\n'), languages, {
      file: 'note.txt',
    });
    const passed = facts.find(({ type }) => type === 'ChairmanshipTransferred');
    expect(passed && toCoreFields(passed)).toMatchObject({ effectiveOn: '2032-01-01', to: 'GEO' });
  });
});
