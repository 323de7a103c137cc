import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PressButton } from './press-button.tsx';

interface Props {
  readonly route: '/matters' | '/runs';
  readonly cursor: string | undefined;
  readonly nextCursor: string | undefined;
  readonly isBusy: boolean;
}

interface Gone {
  /** The cursors of the pages passed; the first page has none. */
  readonly trail: readonly (string | undefined)[];
  /** The page that they have led to. */
  readonly to: string | undefined;
}

/** Pages of a list that only knows where to go on. The pages passed are remembered, so that one can go back. */
export function Pager({ route, cursor, nextCursor, isBusy }: Props) {
  const navigate = useNavigate();
  const [gone, setGone] = useState<Gone>({ trail: [], to: cursor });
  // The browser's own way back, or another filter, leads past what was gone here.
  const trail = gone.to === cursor ? gone.trail : [];
  const goTo = (to: string | undefined) =>
    void navigate({ to: route, search: (before) => withCursor(before, to), resetScroll: true });
  const forward = (): void => {
    setGone({ trail: [...trail, cursor], to: nextCursor });
    goTo(nextCursor);
  };
  const back = (): void => {
    setGone({ trail: trail.slice(0, -1), to: trail.at(-1) });
    goTo(trail.at(-1));
  };
  if (cursor === undefined && nextCursor === undefined) return null;
  return (
    <Group component="nav" aria-label="Pages" justify="flex-end">
      <Button variant="default" disabled={cursor === undefined} onClick={back}>
        {trail.length > 0 || cursor === undefined ? 'Previous page' : 'First page'}
      </Button>
      <PressButton variant="default" disabled={nextCursor === undefined} isBusy={isBusy} onClick={forward}>
        Next page
      </PressButton>
    </Group>
  );
}

function withCursor(search: Readonly<Record<string, unknown>>, cursor: string | undefined) {
  const { cursor: _, ...rest } = search;
  return cursor === undefined ? rest : { ...rest, cursor };
}
