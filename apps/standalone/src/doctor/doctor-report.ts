import type { PreflightFinding } from '@rapporteur/event-log';

/** What was looked over. */
export type ReportArea = 'database' | 'log' | 'read models' | 'texts';

/** Something that was found, good or bad. */
export interface AreaFinding extends PreflightFinding {
  readonly area: ReportArea;
}

/** What the doctor found: whether apps would start with these settings, and what to do where not. */
export interface DoctorReport {
  readonly schemaVersion: 1;
  /** Of what takes part, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** As read, passwords masked. */
  readonly settings: Readonly<Record<string, string | number | null>>;
  readonly findings: readonly AreaFinding[];
}

/** Adds the area to findings. */
export function withArea(
  area: ReportArea,
  findings: readonly PreflightFinding[],
): readonly AreaFinding[] {
  return findings.map((finding) => ({ area, ...finding }));
}

const TITLES = { level: 'LEVEL', area: 'AREA', setting: 'SETTING' } as const;
type ReportColumn = keyof typeof TITLES;

/** The examination in lines for people: what is wrong last, where it is seen, with what to do about it. */
export function formatReport({ versions, findings }: DoctorReport): readonly string[] {
  const ranked = (['ok', 'warning', 'refuse'] as const).flatMap((level) =>
    findings.filter((one) => one.level === level),
  );
  const width = (column: ReportColumn): number =>
    Math.max(TITLES[column].length, ...findings.map((finding) => finding[column].length));
  const widths = { level: width('level'), area: width('area'), setting: width('setting') };
  const row = (cells: Readonly<Record<ReportColumn, string>>, value: string): string =>
    `${cells.level.padEnd(widths.level)}  ${cells.area.padEnd(widths.area)}  ${cells.setting.padEnd(widths.setting)}  ${value}`;
  const count = (level: PreflightFinding['level']): number =>
    findings.filter((one) => one.level === level).length;
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    row(TITLES, 'VALUE'),
    ...ranked.flatMap((finding) => [
      row(finding, finding.value),
      ...(finding.remedy === '' ? [] : [`  ${finding.remedy}`]),
    ]),
    `${count('refuse')} refused, ${count('warning')} to be warned of, ${count('ok')} well.`,
  ];
}
