import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

const titleId = 'page-title';

/** For when the control that had the focus goes away with what it was about. */
export function focusPageTitle(): void {
  document.getElementById(titleId)?.focus();
}

interface Props {
  readonly title: string;
  /** Beside the heading: what can be done here. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

let isFirst = true;

/** From now on: whoever came by the form for signing in is not at the beginning of a page that has just been loaded. */
export function headingsTakeFocus(): void {
  isFirst = false;
}

/** One page: its heading, which is also the window's title. A reader's focus follows to it from page to page. */
export function Page({ title, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Casebridge`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="center" gap="sm">
        <Title order={1} size="h2" ref={heading} id={titleId} tabIndex={-1} className="page-title">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
