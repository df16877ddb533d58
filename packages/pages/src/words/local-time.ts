/** Formats a time in the local zone: `2026-11-22T14:27:08.238Z` as `2026-11-22 15:27:08+01:00`. */
export function formatLocalTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;

  const offsetMinutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offsetMinutes * 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${local.toISOString().slice(0, 19).replace('T', ' ')}${sign}${hours}:${minutes}`;
}
