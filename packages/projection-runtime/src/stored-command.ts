/** The id of a command as rows hold it: a hash by its 32 bytes, any other id by its characters. */
const HASH = /^[0-9a-f]{64}$/;
const HASH_BYTES = 32;

/**
 * Returns the stored form of a command id, as Postgres writes bytes: `\x0a1b…`. Ids of clients have
 * no spaces, so one of 32 characters begins with a space, which no hash is mistaken for.
 */
export function encodeCommandId(commandId: string): string {
  if (HASH.test(commandId)) return String.raw`\x${commandId}`;
  const text = commandId.length === HASH_BYTES ? ` ${commandId}` : commandId;
  return String.raw`\x${Buffer.from(text).toString('hex')}`;
}

/** Returns the SQL for the id of the command of a row. It is immutable, so an index may hold it. */
export function formatCommandIdSql(alias: string): string {
  return (
    `(CASE WHEN octet_length(${alias}.command) = ${HASH_BYTES} THEN encode(${alias}.command, 'hex')` +
    ` ELSE ltrim(encode(${alias}.command, 'escape')) END)`
  );
}

/** Returns the SQL for the id of the event of a row. It is immutable, too. */
export function formatEventIdSql(alias: string): string {
  return `(${formatCommandIdSql(alias)} || '.' || ${alias}.event_number::text)`;
}
