import { type ComponentType, lazy, Suspense } from 'react';
import type { PageProps } from './page-props.ts';

interface PartProps {
  readonly collection: string | null;
  readonly id: string;
}

type Parts = Partial<
  Readonly<Record<PageProps<'thing'>['address']['list'], ComponentType<PartProps>>>
>;

const BodyLists = lazy(async () => {
  const { BodyLists: component } = await import('../components/body-lists.tsx');
  return { default: component };
});
const DocumentText = lazy(async () => {
  const { DocumentText: component } = await import('../components/document-text.tsx');
  return { default: component };
});
const EventNeighbours = lazy(async () => {
  const { EventNeighbours: component } = await import('../components/event-context.tsx');
  return { default: component };
});
const EventContext = lazy(async () => {
  const { EventContext: component } = await import('../components/event-context.tsx');
  return { default: component };
});

/** The parts of pages that have answers of their own: few pages load the program that shows them. */
const FIRST_PARTS: Parts = { bodies: BodyLists, sources: DocumentText, events: EventNeighbours };
const LAST_PARTS: Parts = { events: EventContext };

/** The part after the head of a page, if things of its kind have one. */
export function FirstPart(props: PageProps<'thing'>) {
  return <Part parts={FIRST_PARTS} {...props} />;
}

/** The part at the end of a page, if things of its kind have one. */
export function LastPart(props: PageProps<'thing'>) {
  return <Part parts={LAST_PARTS} {...props} />;
}

function Part({ parts, address }: PageProps<'thing'> & { readonly parts: Parts }) {
  const { list, collection, id } = address;
  const Component = parts[list];
  if (Component === undefined) return null;
  return (
    <Suspense>
      <Component collection={collection} id={id} />
    </Suspense>
  );
}
