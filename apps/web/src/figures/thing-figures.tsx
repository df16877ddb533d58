import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { QueryRoute } from '../api/query-answers.ts';
import type { FigureProps } from './figure-props.ts';

/** A figure of a section of a page. It is loaded only for the pages that have it. */
interface SectionFigure<Route extends QueryRoute> {
  readonly part: LazyExoticComponent<ComponentType<FigureProps<Route>>>;
  /** Whether it shows all that the words of the section tell. */
  readonly isWhole: boolean;
}

/** The name of the section before the first heading. */
const LEAD = '';

const CITATIONS = lazy(async () => ({
  default: (await import('./citation-list.tsx')).CitationList,
}));

const EVENT_CORRECTION = lazy(async () => ({
  default: (await import('./event-figures.tsx')).EventCorrection,
}));
const EVENT_PASSAGES = lazy(async () => ({
  default: (await import('./event-figures.tsx')).EventPassages,
}));
const EVENT_HISTORY = lazy(async () => ({
  default: (await import('./event-figures.tsx')).EventHistory,
}));
const EVENT_CHANGES = lazy(async () => ({
  default: (await import('./event-figures.tsx')).EventChanges,
}));

/** The figures of the pages of each kind of thing, by the headings of their sections. */
type ThingFigures = {
  readonly [Kind in keyof ThingRoutes]: Readonly<Record<string, SectionFigure<ThingRoutes[Kind]>>>;
};

/** The page of a query has the answer of its own route. */
type FiguresByHeading = Readonly<Record<string, SectionFigure<never>>>;

interface ThingRoutes {
  readonly decision: '/v1/decisions/{decision}';
  readonly state: '/v1/states/{state}';
  readonly body: '/v1/bodies/{body}';
  readonly event: '/v1/events/{event}';
  readonly incident: '/v1/incidents/{incident}';
}

const FIGURES: ThingFigures = {
  decision: {
    [LEAD]: {
      part: lazy(async () => ({
        default: (await import('./decision-standing.tsx')).DecisionStanding,
      })),
      isWhole: false,
    },
    cites: { part: CITATIONS, isWhole: true },
    'cited by': { part: CITATIONS, isWhole: true },
    parts: {
      part: lazy(async () => ({
        default: (await import('./decision-paragraphs.tsx')).DecisionParagraphs,
      })),
      isWhole: true,
    },
    votes: {
      part: lazy(async () => ({ default: (await import('./vote-results.tsx')).VoteResults })),
      isWhole: true,
    },
  },
  state: {
    [LEAD]: {
      part: lazy(async () => ({ default: (await import('./state-summary.tsx')).StateSummary })),
      isWhole: false,
    },
  },
  body: {
    chair: {
      part: lazy(async () => ({ default: (await import('./chair-link.tsx')).ChairLink })),
      isWhole: false,
    },
  },
  event: {
    [LEAD]: { part: EVENT_CORRECTION, isWhole: false },
    passages: { part: EVENT_PASSAGES, isWhole: true },
    history: { part: EVENT_HISTORY, isWhole: true },
    changes: { part: EVENT_CHANGES, isWhole: true },
  },
  incident: {
    condemned: {
      part: lazy(async () => ({
        default: (await import('./condemnation-matrix.tsx')).CondemnationMatrix,
      })),
      isWhole: true,
    },
  },
};

/** Returns the figure of a section of the page of a query, by the heading of the section. */
export function findFigure(query: string, heading: string | null) {
  const figures = (FIGURES as Readonly<Record<string, FiguresByHeading>>)[query];
  return figures?.[heading?.toLowerCase() ?? LEAD];
}
