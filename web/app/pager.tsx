import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

interface Props {
  readonly route: '/matters' | '/runs';
  readonly cursor: string | undefined;
  readonly nextCursor: string | undefined;
  readonly isBusy: boolean;
}

/** Pages of a list that only knows where to go on. The pages passed are remembered, so that one can go back. */
export function Pager({ route, cursor, nextCursor, isBusy }: Props) {
  const navigate = useNavigate();
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([]);
  const goTo = (to: string | undefined) =>
    void navigate({ to: route, search: (before) => withCursor(before, to), resetScroll: true });
  const forward = (): void => {
    setTrail([...trail, cursor]);
    goTo(nextCursor);
  };
  const back = (): void => {
    setTrail(trail.slice(0, -1));
    goTo(trail.at(-1));
  };
  if (cursor === undefined && nextCursor === undefined) return null;
  return (
    <Group component="nav" aria-label="Pages" justify="flex-end">
      <Button variant="default" disabled={cursor === undefined} onClick={back}>
        {trail.length > 0 || cursor === undefined ? 'Previous page' : 'First page'}
      </Button>
      <Button variant="default" disabled={nextCursor === undefined} loading={isBusy} onClick={forward}>
        Next page
      </Button>
    </Group>
  );
}

function withCursor(search: Readonly<Record<string, unknown>>, cursor: string | undefined) {
  const { cursor: _, ...rest } = search;
  return cursor === undefined ? rest : { ...rest, cursor };
}
