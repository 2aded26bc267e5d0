import { useEffect, useState } from 'react';

/** A value once it has not changed for a moment: what somebody types is asked for when they pause. */
export function usePaused<T>(value: T, pause = 200): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return paused;
}
