import type { PreflightFinding } from '@rapporteur/event-log';

/** A part of the installation. */
export type ReportArea = 'database' | 'log' | 'read models' | 'texts';

/** A finding in one area. */
export interface AreaFinding extends PreflightFinding {
  readonly area: ReportArea;
}

/**
 * The doctor's report: whether the apps would start with these settings, and how to fix problems.
 */
export interface DoctorReport {
  readonly schemaVersion: 1;
  /** The versions of Rapporteur, Node and the database server, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The settings, with masked passwords. */
  readonly settings: Readonly<Record<string, string | number | null>>;
  readonly findings: readonly AreaFinding[];
}

/** Returns the findings of one area, with its name. */
export function addArea(
  area: ReportArea,
  findings: readonly PreflightFinding[],
): readonly AreaFinding[] {
  return findings.map((finding) => ({ area, ...finding }));
}

const LEVELS = ['ok', 'warning', 'refuse'] as const;
const TITLES = { level: 'LEVEL', area: 'AREA', setting: 'SETTING' } as const;
type ReportColumn = keyof typeof TITLES;

/**
 * Returns the report as lines of text. Problems come last, where a terminal shows them, with their
 * remedies.
 */
export function formatReport({ versions, findings }: DoctorReport): readonly string[] {
  const sorted = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
  const count = (level: PreflightFinding['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  const getWidth = (column: ReportColumn): number =>
    Math.max(TITLES[column].length, ...findings.map((finding) => finding[column].length));
  const widths = { level: getWidth('level'), area: getWidth('area'), setting: getWidth('setting') };
  const formatRow = (cells: Readonly<Record<ReportColumn, string>>, value: string): string =>
    [
      cells.level.padEnd(widths.level),
      cells.area.padEnd(widths.area),
      cells.setting.padEnd(widths.setting),
      value,
    ].join('  ');

  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    formatRow(TITLES, 'VALUE'),
    ...sorted.flatMap((finding) => [
      formatRow(finding, finding.value),
      ...(finding.remedy === '' ? [] : [`  ${finding.remedy}`]),
    ]),
    `${count('refuse')} refused, ${count('warning')} warnings, ${count('ok')} ok.`,
  ];
}
