declare module 'edtf' {
  /** What the parser answers; bounds are milliseconds since 1970, or ±Infinity where an interval is open. */
  interface ExtendedDateTime {
    readonly edtf: string;
    readonly type: 'Date' | 'Year' | 'Season' | 'Interval' | 'Set' | 'List' | 'Decade' | 'Century';
    readonly min: number;
    readonly max: number;
  }
  /** Parses ISO 8601-2 (EDTF). Throws on a syntax error, but takes impossible days for later ones. */
  export default function edtf(text: string): ExtendedDateTime;
}
