/**
 * The kinds of faults that a record of several documents can have, and the test of each. A path
 * without a folder is in `many-sources/`.
 *
 * | kind | test |
 * |---|---|
 * | two documents with two verbs, in both orders | `decisions.contract.ts` |
 * | compatible places, days and counts are no conflict; others are | `conflicts.contract.ts` |
 * | merged incidents that contradict each other; the end of a conflict | `conflicts.contract.ts` |
 * | values of conflicts in words | `conflicts.contract.ts`; `query-table.spec.ts` of the CLI |
 * | the chair between and after evidence; incoming and outgoing; terms in words | `chairs.contract.ts` |
 * | members and offices on a day | `terms.contract.ts`; `tenures.spec.ts` of read-models |
 * | announced place, chair and agenda; stated counts; two announced days | `meetings.contract.ts` |
 * | a class of states says nothing of one state | `meetings.contract.ts` |
 * | numbers that begin anew by year, term or session | `numbering.contract.ts` |
 * | announced days, cancellations, hosts and transfers, by the days of their documents | `plans.contract.ts` |
 * | classes with exceptions, counts in words, closing days, decisions of elsewhere | `wording.contract.ts` |
 * | names that are added later; entities without a code of ISO 3166 | `names.contract.ts` |
 * | condemnations by day | `condemnations.contract.ts` |
 * | a state, an incident and a joint body in several collections | `collections.contract.ts` |
 * | a record without collections | `empty-record.contract.ts` |
 * | `null` takes a default away | `null-fields.spec.ts` of drafting |
 * | a rejected document does not open its collection | `opening-document.spec.ts` of command-runtime |
 * | any order of recording | `order-of-recording.prop.int.spec.ts` of query-service |
 */
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { testChairs } from './many-sources/chairs.contract.ts';
import { testCollections } from './many-sources/collections.contract.ts';
import { testCondemnations } from './many-sources/condemnations.contract.ts';
import { testConflicts } from './many-sources/conflicts.contract.ts';
import { testDecisions } from './many-sources/decisions.contract.ts';
import { testEmptyRecord } from './many-sources/empty-record.contract.ts';
import { testMeetings } from './many-sources/meetings.contract.ts';
import { testNames } from './many-sources/names.contract.ts';
import { testNumbering } from './many-sources/numbering.contract.ts';
import { testPlans } from './many-sources/plans.contract.ts';
import { testTerms } from './many-sources/terms.contract.ts';
import { testWording } from './many-sources/wording.contract.ts';
import { NotesFixture } from './testing/notes-fixture.ts';
import { startInProcess } from './testing/record-fixture.ts';

const postgres = usePostgres();
let notes: NotesFixture | undefined;

beforeAll(async () => {
  notes = await NotesFixture.create(await startInProcess(postgres.url, undefined));
});
afterAll(() => notes?.stop());

function getNotes(): NotesFixture {
  if (notes === undefined) throw new Error('The notes are available from beforeAll on.');
  return notes;
}

// Before the other tests record anything.
testEmptyRecord(getNotes);

describe('A record of several documents', () => {
  testChairs(getNotes);
  testTerms(getNotes);
  testMeetings(getNotes);
  testNumbering(getNotes);
  testPlans(getNotes);
  testWording(getNotes);
  testNames(getNotes);
  testDecisions(getNotes);
  testConflicts(getNotes);
  testCondemnations(getNotes);
  testCollections(getNotes);
});
