import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { MatterProfile } from '../api/answers.ts';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { PreviewDialog } from './preview-dialog.tsx';
import { useStartRun } from './start-run.ts';
import { offerFor, sameWish, type Offer, type Shown, type Wish } from './wishes.ts';

interface Props {
  readonly integrationId: string;
  readonly profile: MatterProfile;
  readonly target: string;
}

/** What can be done with the matter: look first, or do it. */
export function MatterActions({ integrationId, profile, target }: Props) {
  const mayAct = useMayActAs('operator');
  const [opened, { open, close }] = useDisclosure(false);
  const [verify, setVerify] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const matterId = profile.matter.id;
  const starting = useStartRun(integrationId, matterId);
  const offer = offerFor(profile);
  const isBusy = profile.state === 'syncing' || starting.isPending;
  const start = (wish: Wish): void => {
    const expect = shown && sameWish(shown.wish, wish) ? { expect: shown.planHash } : {};
    const onSuccess = (): void => {
      setShown(undefined);
      close();
    };
    starting.mutate({ ...wish, ...expect }, { onSuccess });
  };
  if (!mayAct) return <Text c="dimmed">Your key may look, but not sync.</Text>;
  return (
    <Paper withBorder p="md" component="section" aria-label="What can be done">
      <Stack gap="sm">
        <Group>
          <Button variant="default" onClick={open}>
            Preview
          </Button>
          {offer.canConvert && (
            <Button loading={isBusy} onClick={() => start({ for: 'convert', verify: false })}>
              Convert
            </Button>
          )}
          <Button
            loading={isBusy}
            variant={offer.canConvert ? 'default' : 'filled'}
            onClick={() => start({ for: 'sync', verify: offer.isResync && verify })}
          >
            {offer.isResync ? 'Resync' : `Sync to ${target}`}
          </Button>
          {offer.isResync && (
            <Checkbox
              label={`Verify: also read ${target}`}
              checked={verify}
              onChange={({ currentTarget }) => setVerify(currentTarget.checked)}
            />
          )}
        </Group>
        <Explanation offer={offer} target={target} isShown={shown !== undefined} />
        {starting.error && <ProblemAlert error={starting.error} />}
      </Stack>
      <PreviewDialog
        {...{ integrationId, profile, target, offer, opened, shown }}
        isStarting={starting.isPending}
        onShown={setShown}
        onStart={start}
        onClose={close}
      />
    </Paper>
  );
}

function Explanation({ offer, target, isShown }: { offer: Offer; target: string; isShown: boolean }) {
  const told = [
    'Preview shows what would happen and changes nothing.',
    ...(offer.canConvert ? [`Convert marks the matter hired and carries it into ${target}.`] : []),
    offer.isResync
      ? `Resync carries over what changed since; where nothing did, nothing is sent.`
      : `Sync to ${target} carries it over without marking it hired.`,
    ...(isShown ? ['If things have changed since the preview, nothing is written and you are told.'] : []),
  ];
  return (
    <Text size="sm" c="dimmed">
      {told.join(' ')}
    </Text>
  );
}
