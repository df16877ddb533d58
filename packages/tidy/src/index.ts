export { ClosingReport } from './closing-report.ts';
