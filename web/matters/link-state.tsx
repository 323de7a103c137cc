import { Text } from '@mantine/core';
import type { MatterProfile } from '../api/answers.ts';
import { OutsideLink } from '../app/outside-link.tsx';
import { momentOf } from '../words/moments.ts';

type Link = NonNullable<MatterProfile['matter']['link']>;

const linkWords: Readonly<Record<Link['state'], string>> = {
  synced: 'Synced',
  uploading: 'On its way',
  'deleted-in-target': 'Deleted there',
};

/** What became of an object in the target. */
export function LinkState({ link, target }: { readonly link: Link | undefined; readonly target: string }) {
  if (!link) return <Text size="sm" c="dimmed">{`Not in ${target}`}</Text>;
  return (
    <Text size="sm">
      {linkWords[link.state]} {momentOf(link.syncedAt)}{' '}
      {link.url !== undefined && <OutsideLink href={link.url}>Open in {target}</OutsideLink>}
    </Text>
  );
}
