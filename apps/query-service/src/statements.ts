/** Returns a row with the statements behind its values only if the client asks for them. */
export function withStatements<T extends { readonly statements?: unknown }>(
  row: T,
  requested: boolean,
): T {
  if (requested) return row;
  const { statements: _, ...rest } = row;
  return rest as T;
}
