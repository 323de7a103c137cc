import { Badge } from '@mantine/core';

const colors: Readonly<Record<string, string>> = {
  succeeded: 'green',
  synced: 'green',
  connected: 'green',
  applied: 'green',
  hired: 'green',
  running: 'blue',
  syncing: 'blue',
  queued: 'blue',
  waiting: 'blue',
  pending: 'blue',
  partial: 'yellow',
  skipped: 'yellow',
  'needs-attention': 'orange',
  'needs-reconnect': 'orange',
  asked: 'orange',
  failed: 'red',
  refused: 'red',
};

/** A state as a dot and a word: the colour only helps those who see it. */
export function StateBadge({ state, children }: { readonly state: string; readonly children: string }) {
  return (
    <Badge variant="dot" color={colors[state] ?? 'gray'} tt="none" fw={500} size="lg" radius="sm">
      {children}
    </Badge>
  );
}
