import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { ListName } from '../api/api-address.ts';
import type { FigureProps } from './figure-props.ts';

/** The lists that are shown in a form of their own. Each form is loaded only for its page. */
export const LIST_VIEWS: Partial<
  Readonly<Record<ListName, LazyExoticComponent<ComponentType<FigureProps>>>>
> = {
  condemnations: lazy(async () => ({
    default: (await import('./condemnation-matrix.tsx')).CondemnationLists,
  })),
  conflicts: lazy(async () => ({ default: (await import('./conflict-list.tsx')).ConflictList })),
  participation: lazy(async () => ({
    default: (await import('./participation-matrix.tsx')).ParticipationMatrix,
  })),
};
