import { formatGivenName, formatId } from '@rapporteur/drafting';
import {
  around,
  includesText,
  joinParts,
  joinWords,
  quoteNewWords,
  spellTerm,
} from './words/list-words.ts';
import { formatValue } from './words/value-words.ts';
import type { Fields } from './fields.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-section.ts';

/** Formats a condemnation: `Member States condemned …, naming Israel`. */
export function formatCondemnation(row: Fields, context: PageContext): PageItem {
  const strength = spellTerm(row.text('strength') ?? 'condemned');
  // A fact as recorded has its target in one member.
  const target = row.has('target') ? row.object('target') : row;
  const perpetrators = row.list('perpetrators').map((actor) => formatValue(actor));
  // A class of acts has no perpetrators.
  const unnamed = target.has('class') ? null : 'naming no perpetrator';
  const text = joinParts(
    row.text('condemnerName') ?? row.words('condemner') ?? 'A condemner not stated',
    around('of ', row.named('condemnerOf')),
    strength,
    around('(', quoteNewWords(strength, row.text('verbAsWritten')), ')'),
    formatTarget(target, context),
  );
  const parts = [
    text,
    perpetrators.length > 0 ? `naming ${joinWords(perpetrators)}` : unnamed,
    context.formatOwnDay(row),
    around('in ', row.named('statedIn')),
    context.isOwn(row.get('meeting')) ? null : around('at ', row.named('meeting')),
    context.isOwn(row.get('decision')) ? null : around('by ', row.named('decision')),
  ].filter((part) => part !== null);
  row.skip('condemner', 'perpetratorsNamed', 'incidentKey');
  return { label: null, text: context.finish(parts.join(', '), row) };
}

/** Returns the name of the incident as the sentences have it: its day follows, and not its year alone. */
function formatIncidentName(row: Fields): string | null {
  const id = row.peek('incident');
  const name = row.named('incident');
  if (name === null || typeof id !== 'string') return name;
  return formatGivenName(name === formatId(id) ? formatId(id.replace(/-\d{4}$/, '')) : name);
}

/** Returns a phrase; null if the name of the incident has it. */
function unlessNamed(name: string | null, phrase: string | null): string | null {
  return name !== null && phrase !== null && includesText(name, phrase) ? null : phrase;
}

/** Returns the incident or class of acts, with its day, place and target. */
function formatTarget(row: Fields, context: PageContext): string {
  if (context.isOwn(row.get('incident'))) {
    row.skip('incidentOn', 'targetOn', 'place', 'against', 'againstState');
    return 'it';
  }
  const incident = formatIncidentName(row);
  const acts = around('all ', row.text('class')?.replaceAll('-', ' ') ?? null);
  const parts = [
    incident ?? acts,
    unlessNamed(incident, row.day('targetOn') ?? row.day('occurredOn') ?? row.day('incidentOn')),
    around('in ', unlessNamed(incident, row.words('place'))),
    around('in ', row.named('territory')),
    around('against ', row.words('against')),
  ];
  const againstState = row.words('againstState');
  row.skip('incidentOn');
  const shown = [...parts, row.has('against') ? null : around('against ', againstState)];
  return joinParts(...shown);
}

/** Formats one report of casualties: `killed: 9 persons; injured: not stated`. */
export function formatCasualties(row: Fields, context: PageContext): PageItem {
  const counts = (['killed', 'injured', 'unspecified'] as const).map((name) => {
    const words = row.words(name);
    const label = name === 'unspecified' ? 'killed or injured' : name;
    return words === null ? null : `${label}: ${words}`;
  });
  const ofWhom = row.rows('ofWhom').map((part) => {
    const group = joinParts(part.words('count'), part.text('class'), part.text('of'));
    return `of them ${context.finish(group, part)}`;
  });
  const stated = [...counts, ...ofWhom].filter((text) => text !== null);
  const civilian = row.get('civilian');
  const civilians = civilian === true ? 'civilians among them' : null;
  row.skip('incident');
  const text = [stated.length === 0 ? 'numbers not stated' : stated.join('; '), civilians];
  return {
    label: null,
    text: context.finish(text.filter((part) => part !== null).join(', '), row),
  };
}

/** Formats a stated position: `Member States stated: …`. */
export function formatPosition(row: Fields, context: PageContext): PageItem {
  const speakers = row.words('by') ?? 'A speaker not stated';
  const verb = spellTerm(row.text('verb') ?? 'stated');
  const written = around('(', quoteNewWords(verb, row.text('verbAsWritten')), ')');
  const topic = around('on ', row.words('topic') ?? row.words('topics'))?.replaceAll('-', ' ');
  const summary = row.text('summary') ?? row.text('sentence') ?? '';
  const notes = [
    around('to ', row.words('addressees')),
    around('mentioning ', row.words('states')),
    around('citing ', row.words('instruments')),
    around('said by ', row.words('attributedTo')),
    context.formatOwnDay(row),
    around('in ', row.named('statedIn')),
  ].filter((note) => note !== null);
  const said = `${joinParts(speakers, verb, written, topic ?? null)}: ${summary.replace(/\.$/, '')}`;
  const text = notes.length === 0 ? said : `${said} (${notes.join(', ')})`;
  return { label: null, text: context.finish(text, row) };
}
