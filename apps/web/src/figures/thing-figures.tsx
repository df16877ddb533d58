import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { FigureProps } from './figure-props.ts';

/** A figure of a section of a page. It is loaded only for the pages that have it. */
interface SectionFigure {
  readonly part: LazyExoticComponent<ComponentType<FigureProps>>;
  /** Whether it shows all that the words of the section tell. */
  readonly isWhole: boolean;
}

/** The name of the section before the first heading. */
const LEAD = '';

const CITATIONS = lazy(async () => ({
  default: (await import('./citation-list.tsx')).CitationList,
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

const FIGURES: Readonly<Record<string, Readonly<Record<string, SectionFigure>>>> = {
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
export function findFigure(query: string, heading: string | null): SectionFigure | undefined {
  return FIGURES[query]?.[heading?.toLowerCase() ?? LEAD];
}
