import { useNavigate, useRouterState } from '@tanstack/react-router';
import { formatMessage } from '../messages/messages.ts';
import { spellDay } from './day-words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Says that the page shows the past, and leads back. */
export function MomentBanner() {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const parameters = new URLSearchParams(search);
  const [asOf, asOfRecorded] = [parameters.get('asOf') ?? '', parameters.get('asOfRecorded') ?? ''];
  if (asOf === '' && asOfRecorded === '') return null;
  const goBack = (): void => {
    void navigate({
      to: '.',
      search: ((before: Record<string, string>) => {
        const { asOf: _day, asOfRecorded: _time, ...rest } = before;
        return rest;
      }) as never,
    });
  };
  return (
    <div className="moment" role="status">
      <span>
        <strong>{formatMessage('asOf.banner')}</strong>{' '}
        {asOf !== '' && formatMessage('asOf.world', { day: spellMoment(asOf) })}{' '}
        {asOfRecorded !== '' && formatRecordMoment(asOfRecorded)}
      </span>
      <button type="button" onClick={goBack}>
        {formatMessage('asOf.now')}
      </button>
    </div>
  );
}

const spellMoment = (day: string): string => (DAY.test(day) ? spellDay(day) : day);

function formatRecordMoment(moment: string): string {
  return /^[\d:,]+$/.test(moment)
    ? formatMessage('asOf.position', { position: moment.replaceAll(',', ', ') })
    : formatMessage('asOf.record', { time: spellMoment(moment) });
}
