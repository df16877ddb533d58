import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { ListName } from '../api/api-address.ts';
import type { QueryRoute } from '../api/query-answers.ts';
import type { FigureProps } from './figure-props.ts';

type ListViews = {
  readonly [List in ListName]?: LazyExoticComponent<ComponentType<FigureProps<RouteOfList<List>>>>;
};
/** The view of some list: its answer is that of its own query. */
export type ListView = LazyExoticComponent<ComponentType<FigureProps<never>>>;
type RouteOfList<List extends ListName> = Extract<QueryRoute, `/v1/${List}`>;

/** The lists that are shown in a form of their own. Each form is loaded only for its page. */
export const LIST_VIEWS: ListViews = {
  condemnations: lazy(async () => ({
    default: (await import('./condemnation-matrix.tsx')).CondemnationLists,
  })),
  conflicts: lazy(async () => ({ default: (await import('./conflict-list.tsx')).ConflictList })),
  participation: lazy(async () => ({
    default: (await import('./participation-matrix.tsx')).ParticipationMatrix,
  })),
};
