import { useSyncExternalStore } from 'react';

const WIDTH_MAX = 760;
/** The margins of a page on both sides. */
const MARGINS = 32;

function subscribe(update: () => void): () => void {
  window.addEventListener('resize', update);
  return () => window.removeEventListener('resize', update);
}

/** Returns the width of a chart: that of the window up to a limit, so that its words stay legible. */
export function useChartWidth(): number {
  return useSyncExternalStore(subscribe, () =>
    Math.min(WIDTH_MAX, document.documentElement.clientWidth - MARGINS),
  );
}
