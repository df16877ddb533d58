/** The subject of a column, as words of its header show it. */
export type HeaderRole =
  | 'date'
  | 'start'
  | 'end'
  | 'number'
  | 'meeting'
  | 'state'
  | 'chair'
  | 'city'
  | 'country'
  | 'draft'
  | 'subject'
  | 'vote'
  | 'veto'
  | 'outcome'
  | 'for'
  | 'against'
  | 'abstained';

/** The words of headers in some languages, without accents. An inner word counts too. */
const WORDS: Readonly<Record<HeaderRole, RegExp>> = {
  date: /\b(dates?|days?|held|when|fecha|tag|datum)\b|дата|日期/u,
  start:
    /\b(from|start\w*|began|begin\w*|since|joined|join_date|accession\w*|opened|entry|debut|inicio|desde)\b|начал|вступ|开始/u,
  end: /\b(to|until|end\w*|left|withdr\w*|closed|exit|fin|jusqu\w*|hasta)\b|оконч|конец|выход|结束/u,
  number: /^(no|nr|number|num|numero|nombre|ordinal|#|№|номер|编号)( |$)/u,
  meeting: /\b(meetings?|sessions?|sittings?|reunions?|seances?|sesion\w*)\b|заседани|сесси|会议/u,
  state:
    /\b(states?|countr\w*|members?|nations?|ms|pays|etats?|pais|estados?|staat|land)\b|стран|государ|член|国家/u,
  chair: /\bchair\w*|\bpresid(?!ent)\w*|\bvorsitz\w*|председател|主席/u,
  city: /\b(city|place|venue|location|lieu|ville|lugar|ciudad|ort)\b|город|место|地点/u,
  country: /\b(countr\w*|pays|pais|land)\b|стран|国家/u,
  draft:
    /\b(draft|resolution|decision|symbol|unres|res|resolucion|projet|proyecto)\b|резолюц|проект|решени|决议/u,
  subject:
    /\b(subject|matter|topic|agenda|title|objet|sujet|asunto|tema|thema)\b|тема|вопрос|повестк|议题/u,
  vote: /\b(votes?|voted|position|ballot|voto)\b|голос|投票/u,
  veto: /\bveto\w*|вето/u,
  outcome: /\b(result|outcome|resultat|resultado)\b|результат/u,
  for: /^(yes|yeas?|for|in favou?r|pour|за)$/u,
  against: /^(no|nays?)$|\b(against|contre|negative)\b|против/u,
  abstained: /^(abst\w*|воздерж\S*)$/u,
};

/** Returns a header in lower case, without accents and with spaces between its words. */
const foldHeader = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Za-z])(?=\d)/g, '$1 ')
    .toLowerCase()
    .replace(/[\s_./-]+/g, ' ')
    .trim();

/** Returns whether the words of a header have a role. */
export const hasRole = (header: string, role: HeaderRole): boolean =>
  WORDS[role].test(foldHeader(header));

/** Returns the first role of a header; undefined if its words have none. */
export function findRole(header: string): HeaderRole | undefined {
  const roles = Object.keys(WORDS) as HeaderRole[];
  return roles.find((role) => hasRole(header, role));
}
