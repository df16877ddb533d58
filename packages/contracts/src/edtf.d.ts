declare module 'edtf' {
  /** A parsed date. Bounds are milliseconds since 1970, or ±Infinity for an open interval. */
  interface ExtendedDateTime {
    readonly edtf: string;
    readonly type: 'Date' | 'Year' | 'Season' | 'Interval' | 'Set' | 'List' | 'Decade' | 'Century';
    readonly min: number;
    readonly max: number;
  }
  /** Parses ISO 8601-2 (EDTF). Throws on a syntax error, but reads impossible days as later ones. */
  export default function edtf(text: string): ExtendedDateTime;
}
