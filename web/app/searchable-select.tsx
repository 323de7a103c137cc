import { Select, type SelectProps } from '@mantine/core';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';

/** Otherwise what somebody types would be hung on to the choice that is shown, and find nothing. */
function selectText({ currentTarget }: FocusEvent<HTMLInputElement> | MouseEvent<HTMLInputElement>): void {
  currentTarget.select();
}

/** While the list is open, Enter is about the list: where nothing fits, it must not send the form around it. */
function keepEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter' && event.currentTarget.ariaExpanded === 'true') event.preventDefault();
}

/** A drop-down that is searched by typing; Enter takes the first that fits. */
export function SearchableSelect(props: Omit<SelectProps, 'searchable'>) {
  return (
    <Select
      {...props}
      searchable
      selectFirstOptionOnChange
      onFocus={selectText}
      onClick={selectText}
      onKeyDown={keepEnter}
    />
  );
}
