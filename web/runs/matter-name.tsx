import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { matterQuery } from '../matters/matter-queries.ts';
import { valueWords } from '../words/field-words.ts';

interface Props {
  readonly integrationId: string;
  readonly matterId: string;
}

/** Leads to a matter by its title; by its id until that is known, or where the matter is gone. */
export function MatterName({ integrationId, matterId }: Props) {
  const { data } = useQuery({ ...matterQuery(integrationId, matterId), staleTime: 60_000, retry: false });
  return (
    <Anchor
      underline="always"
      size="sm"
      renderRoot={(props) => (
        <Link {...props} to="/matters/$integrationId/$matterId" params={{ integrationId, matterId }} />
      )}
    >
      {data ? valueWords(data.matter.fields['title']) : matterId}
    </Anchor>
  );
}
