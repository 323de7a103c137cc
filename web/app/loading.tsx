import { Skeleton, Stack } from '@mantine/core';

/** In the place of what is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <Stack role="status" aria-label={`Loading ${what}`}>
      <Skeleton h={44} />
      <Skeleton h={44} />
      <Skeleton h={44} w="70%" />
    </Stack>
  );
}
