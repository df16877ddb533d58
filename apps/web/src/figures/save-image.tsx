import { useQueryClient } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { findShownPosition, pinPosition } from '../api/page-moment.ts';
import { formatMessage } from '../messages/messages.ts';
import { createChartImage } from './chart-image.ts';

/** Saves the chart of its figure as an image, with its caption and the address of its numbers. */
export function SaveImage() {
  const client = useQueryClient();
  const save = ({ currentTarget }: MouseEvent<HTMLButtonElement>): void => {
    const figure = currentTarget.closest('figure');
    if (figure === null) return;
    const address = pinPosition(location.href, findShownPosition(client));
    const source = formatMessage('chart.source', { title: document.title, address });
    const image = new Blob([createChartImage(figure, source)], { type: 'image/svg+xml' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(image);
    link.download = `${document.title.replaceAll(/[^\p{L}\d]+/gu, '-').toLowerCase()}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <p className="save-image">
      <button type="button" onClick={save}>
        {formatMessage('chart.save')}
      </button>
    </p>
  );
}
