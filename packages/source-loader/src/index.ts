/** The flags with which Node runs a program of this repository from its TypeScript source. */
export const SOURCE_FLAGS: readonly string[] = [
  '--import',
  new URL('register.js', import.meta.url).href,
];
