import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { findShownPosition, pinPosition } from '../api/page-moment.ts';

/** The permanent address of the page, on paper only. */
export function PrintedAddress() {
  const client = useQueryClient();
  const [address, setAddress] = useState('');
  useEffect(() => {
    // The page is printed as soon as the handler returns.
    const show = (): void =>
      flushSync(() => setAddress(pinPosition(location.href, findShownPosition(client))));
    window.addEventListener('beforeprint', show);
    return () => window.removeEventListener('beforeprint', show);
  }, [client]);
  return <p className="printed-address">{address}</p>;
}
