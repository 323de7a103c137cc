import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MatterOfIntegration } from '../matters/matter-titles.ts';

interface Props {
  readonly of: MatterOfIntegration;
  readonly title: string | undefined;
}

/** Leads to a matter by its title; by its id until that is known, or where the matter is gone. */
export function MatterName({ of: { integrationId, matterId }, title }: Props) {
  return (
    <Anchor
      underline="always"
      size="sm"
      renderRoot={(props) => (
        <Link {...props} to="/matters/$integrationId/$matterId" params={{ integrationId, matterId }} />
      )}
    >
      {title ?? matterId}
    </Anchor>
  );
}
