import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatMessage } from '../messages/messages.ts';

interface ScrollBoxProps {
  /** The name of what it holds; default: a table. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Scrolls a wide table sideways in a box of its own, which the keyboard reaches while it can scroll. */
export function ScrollBox({ label, className = '', children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => {
      const isWider = current.scrollWidth > current.clientWidth;
      setScrolls(isWider || current.scrollHeight > current.clientHeight);
    });
    observer.observe(current);
    for (const child of current.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  const name = label ?? formatMessage('scroll.table');
  return (
    <div
      ref={box}
      className={`scroll ${className}`.trim()}
      {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': name } : {})}
    >
      {children}
    </div>
  );
}
