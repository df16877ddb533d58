import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { ParticipationRow } from './entities.ts';
import type { MatrixEntry } from './matrix.ts';

/** Returns the actors that took part in meetings or were expected. */
export async function listMatrixEntries(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<readonly MatrixEntry[]> {
  const query = new RecordQuery(database, scope);
  const p = query.from(ParticipationRow, 'p');
  const isLeftOut = `${p.role} = 'left-out' AND ${p.capacity} = 'attended'`;
  query.where(`(${p.takesPart} OR ${p.role} = 'expected' OR (${isLeftOut}))`);
  query.whereThing({ collection: p.collection, id: p.meeting }, meetings);
  query.builder.orderBy(sql`${p.commandId} COLLATE "C"`);
  query.builder.addOrderBy(p.eventPseq).addOrderBy(p.n);
  return query.rows({
    collection: p.collection,
    meeting: query.canonicalId('meeting', {
      collection: p.collection,
      id: sql<string>`${p.meeting}`,
    }),
    actor: query.canonicalId('actor', { collection: p.collection, id: p.actor }),
    kind: p.actorKind,
    nameAsWritten: p.nameAsWritten,
    actorOf: p.actorOf,
    role: p.role,
    basis: p.basis,
    capacity: p.capacity,
    represents: p.represents,
    event: p.eventId,
  });
}
