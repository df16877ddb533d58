import { useRouterState } from '@tanstack/react-router';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Answer } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';

/** The sources that the reader has asked for. */
export interface ShownEvidence {
  readonly answer: Answer;
  readonly events: readonly string[];
}

type ShowEvidence = (evidence: ShownEvidence) => void;

const EvidenceContext = createContext<ShowEvidence>(() => undefined);

// Few readers of a page open it.
const EvidencePanel = lazy(async () => {
  const { EvidencePanel: component } = await import('./evidence-panel.tsx');
  return { default: component };
});

// Few facts are corrected.
const CorrectedFrom = lazy(async () => {
  const { CorrectedFrom: component } = await import('./corrected-from.tsx');
  return { default: component };
});

/** Shows the sources of a value beside the page. */
export function EvidenceProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<ShownEvidence>();
  const opener = useRef<Element | null>(null);
  const show = useMemo<ShowEvidence>(
    () => (evidence) => {
      opener.current = document.activeElement;
      // A new list: the panel takes the focus again, even for the same value.
      setShown({ ...evidence, events: [...evidence.events] });
    },
    [],
  );
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // The sources of another page's value are no longer those of this one.
  useEffect(() => setShown(undefined), [path]);
  const close = (): void => {
    setShown(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <EvidenceContext value={show}>
      {children}
      {shown !== undefined && (
        <Suspense>
          <EvidencePanel {...shown} close={close} />
        </Suspense>
      )}
    </EvidenceContext>
  );
}

interface SaysWhoProps {
  readonly answer: Answer;
  readonly events: readonly string[];
  /** The words that the sources state, for a reader who only hears the button. */
  readonly about: string;
  /** Whether the values of a corrected fact are beside it; default: yes. They would widen a table. */
  readonly showsOldValues?: boolean;
}

/** Returns those of some facts that were corrected. */
function listCorrected({ sources }: Answer, events: readonly string[]) {
  return events.flatMap((event) => {
    const source = sources?.[event];
    return source?.corrected === true ? [{ event, collection: source.collection }] : [];
  });
}

/** The button at a value that opens its sources; beside it, the values that were corrected. */
export function SaysWho({ answer, events, about, showsOldValues = true }: SaysWhoProps) {
  const show = use(EvidenceContext);
  if (events.length === 0) return null;
  const corrected = showsOldValues ? listCorrected(answer, events) : [];
  return (
    <>
      <span className="same-line">
        {'\u00a0'}
        <button
          type="button"
          className="says-who"
          aria-label={`${formatMessage('saysWho')} ${about.slice(0, 80)}`}
          title={formatMessage('saysWho')}
          onClick={() => show({ answer, events })}
        >
          ”
        </button>
      </span>
      {corrected.length > 0 && (
        <Suspense>
          {corrected.map(({ event, collection }) => (
            <CorrectedFrom key={event} event={event} collection={collection} />
          ))}
        </Suspense>
      )}
    </>
  );
}
