import { useEffect, useRef } from 'react';
import { SaveButton, type SaveButtonProps } from 'react-admin';
import { useFormState } from 'react-hook-form';
import { useLocation } from 'react-router-dom';

/**
 * Saves a form, also one that is as it was; pressed again before that has come to an end, it does nothing. It is not
 * disabled in the browser's sense: that would take the focus away, and a form that is refused goes on where it was.
 */
export function SaveOnceButton(props: SaveButtonProps) {
  const { isSubmitting } = useFormState();
  const isLeft = useIsLeft();
  return (
    <SaveButton
      {...props}
      icon={<></>}
      alwaysEnable
      aria-disabled={isSubmitting}
      onClick={(event) => (isSubmitting || isLeft()) && event.preventDefault()}
    />
  );
}

/** Whether the page is only still there because the next one is being loaded: the address is that of the next by then. */
function useIsLeft() {
  const address = useRef('');
  const location = useLocation();
  useEffect(() => {
    address.current = window.location.href;
  }, [location]);
  return () => address.current !== window.location.href;
}
