import {
  formatChair,
  formatHeadquarters,
  formatMembership,
  formatOffice,
  formatTenure,
} from './body-items.ts';
import { formatCitation, formatDecision } from './decision-items.ts';
import { formatCasualties, formatCondemnation, formatPosition } from './incident-items.ts';
import {
  formatAward,
  formatConsideration,
  formatDescription,
  formatDissent,
  formatMeeting,
  formatNextMeeting,
} from './meeting-items.ts';
import type { FormatItem } from './page-section.ts';
import { formatConflict, formatFact, formatReport, formatStatusReport } from './record-items.ts';

/** The form of the items of each list, on whichever page it is. */
export const SECTION_FORMATS: Readonly<Record<string, FormatItem>> = {
  activities: formatReport,
  agenda: formatConsideration,
  decisionStatuses: formatStatusReport,
  awards: formatAward,
  casualties: formatCasualties,
  chairs: formatChair,
  citedBy: formatCitation,
  cites: formatCitation,
  condemnations: formatCondemnation,
  conflicts: formatConflict,
  considered: formatConsideration,
  decisions: formatDecision,
  descriptions: formatDescription,
  dissents: formatDissent,
  facts: formatFact,
  factsTold: formatFact,
  headquarters: formatHeadquarters,
  line: formatTenure,
  meetings: formatMeeting,
  memberships: formatMembership,
  nextMeetings: formatNextMeeting,
  offices: formatOffice,
  parts: formatDecision,
  positions: formatPosition,
  reports: formatReport,
  statuses: formatStatusReport,
};

/** The heading of each list whose name does not say what it holds. */
export const SECTION_HEADINGS: Readonly<Record<string, string>> = {
  adoptions: 'Adopted',
  announcements: 'Announced',
  condemnations: 'Condemned',
  decisionStatuses: 'Status of decisions',
  descriptions: 'Described as',
  handOvers: 'Chair',
  mandateChanges: 'Mandate',
  preparedBy: 'Prepared by',
  sourceDocuments: 'Documents about it',
  stated: 'Stated as',
  versions: 'Other versions',
  factsTold: 'Facts',
  line: 'Chairs',
  nextMeetings: 'Next meeting',
  statuses: 'Status',
};
