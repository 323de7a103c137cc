import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { MatterProfile } from '../api/answers.ts';
import { PressButton } from '../app/press-button.tsx';
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
  const section = useRef<HTMLElement>(null);
  const matterId = profile.matter.id;
  const starting = useStartRun(integrationId, matterId);
  const offer = offerFor(profile);
  const isBusy = profile.state === 'syncing' || starting.isPending;
  const start = (wish: Wish): void => {
    const expect = shown && sameWish(shown.wish, wish) ? { expect: shown.planHash } : {};
    const onSuccess = (): void => {
      setShown(undefined);
      close();
      // Convert is gone once the matter is hired, and the focus with it.
      if (wish.for === 'convert') section.current?.focus();
    };
    starting.mutate({ ...wish, ...expect }, { onSuccess });
  };
  if (!mayAct) return <Text c="dimmed">Your key may look, but not sync.</Text>;
  return (
    <Paper withBorder p="md" component="section" ref={section} tabIndex={-1} aria-label="What can be done">
      <Stack gap="sm">
        <Group>
          <Button variant="default" onClick={open}>
            Preview
          </Button>
          {offer.canConvert && (
            <PressButton isBusy={isBusy} onClick={() => start({ for: 'convert', verify: false })}>
              Convert
            </PressButton>
          )}
          <PressButton
            isBusy={isBusy}
            variant={offer.canConvert ? 'default' : 'filled'}
            onClick={() => start({ for: 'sync', verify: offer.isResync && verify })}
          >
            {offer.isResync ? 'Resync' : `Sync to ${target}`}
          </PressButton>
          {offer.isResync && (
            <Checkbox
              label={`Verify: also read ${target}`}
              checked={verify}
              onChange={({ currentTarget }) => setVerify(currentTarget.checked)}
            />
          )}
        </Group>
        <Explanation offer={offer} target={target} shown={shown} />
        {starting.error && !opened && <ProblemAlert error={starting.error} />}
      </Stack>
      <PreviewDialog
        {...{ integrationId, profile, target, offer, opened, shown }}
        isStarting={isBusy}
        error={starting.error}
        onShown={setShown}
        onStart={start}
        onClose={close}
      />
    </Paper>
  );
}

interface ExplanationProps {
  readonly offer: Offer;
  readonly target: string;
  readonly shown: Shown | undefined;
}

function Explanation({ offer, target, shown }: ExplanationProps) {
  const told = [
    'Preview shows what would happen and changes nothing.',
    ...(offer.canConvert ? [`Convert marks the matter hired and carries it into ${target}.`] : []),
    offer.isResync
      ? `Resync carries over what changed since; where nothing did, nothing is sent.`
      : `Sync to ${target} carries it over without marking it hired.`,
    ...(shown ? [promiseOf(shown.wish, offer, target)] : []),
  ];
  return (
    <Text size="sm" c="dimmed">
      {told.join(' ')}
    </Text>
  );
}

/** Only the button of what was shown keeps to it. */
function promiseOf({ for: goal, verify }: Wish, { isResync }: Offer, target: string): string {
  const kept = `what was shown; if things have changed since, nothing is written to ${target} and you are told`;
  if (goal === 'convert') return `Convert now carries out ${kept}, though the matter is marked hired.`;
  return `${isResync ? `Resync ${verify ? 'with' : 'without'} Verify` : `Sync to ${target}`} now carries out ${kept}.`;
}
