import { fileURLToPath } from 'node:url';

/** The folder that holds `apps`, `docs` and `examples`: of a checkout, or of the image. */
// The source and the build are both in a folder of apps/cli.
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
