import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { ComponentProps, MouseEvent } from 'react';

type Props = Omit<ButtonProps, 'loading'> &
  Omit<ComponentProps<'button'>, keyof ButtonProps | 'ref'> & {
    /** What it was pressed for is under way. */
    readonly isBusy: boolean;
  };

/**
 * A button that waits for what it has begun. It takes no second press meanwhile, and keeps the focus: the library's own
 * way disables it, which throws whoever goes by keyboard or listens to the page back to its beginning.
 */
export function PressButton({ isBusy, onClick, ...props }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      {...props}
      onClick={press}
      aria-disabled={isBusy || undefined}
      {...(isBusy && { rightSection: <Loader size="1em" color="currentColor" /> })}
    />
  );
}
