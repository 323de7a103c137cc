import { Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MatterProfile, Preview } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../app/dialog.tsx';
import { Loading } from '../app/loading.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { MappingProblems } from '../runs/mapping-problems.tsx';
import { namesIn } from '../words/people.ts';
import { counted, plannedWords } from '../words/run-words.ts';
import { PreviewChanges } from './preview-changes.tsx';
import type { Offer, Shown, Wish } from './wishes.ts';

interface Props {
  readonly integrationId: string;
  readonly profile: MatterProfile;
  readonly target: string;
  readonly offer: Offer;
  readonly opened: boolean;
  readonly shown: Shown | undefined;
  readonly isStarting: boolean;
  /** Why what was shown could not be begun. */
  readonly error: unknown;
  readonly onShown: (shown: Shown) => void;
  readonly onStart: (wish: Wish) => void;
  readonly onClose: () => void;
}

/** What a sync would do, object by object and field by field; what is shown is what the button below carries out. */
export function PreviewDialog({ opened, onClose, ...rest }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Preview" size="xl" transitionProps={{ duration: 0 }}>
      {opened && <Contents {...rest} />}
    </Dialog>
  );
}

function usePreview(integrationId: string, matterId: string, wish: Wish) {
  return useQuery({
    queryKey: ['preview', integrationId, matterId, wish],
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: () =>
      answer(
        api.POST('/v1/integrations/{id}/matters/{matterId}/preview', {
          params: { path: { id: integrationId, matterId } },
          body: { for: wish.for, verify: wish.verify },
        }),
      ),
  });
}

function Contents({
  integrationId,
  profile,
  target,
  offer,
  isStarting,
  error: startError,
  onShown,
  onStart,
}: Omit<Props, 'opened' | 'onClose'>) {
  const [wish, setWish] = useState<Wish>({ for: offer.canConvert ? 'convert' : 'sync', verify: false });
  const { data, error, isFetching, refetch } = usePreview(integrationId, profile.matter.id, wish);
  useEffect(() => {
    if (data && !isFetching) onShown({ wish, planHash: data.planHash });
  }, [data, isFetching, wish, onShown]);
  return (
    <Stack>
      <WishChoice offer={offer} target={target} wish={wish} onChange={setWish} />
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isFetching && <Loading what="the preview" />}
      {data && !isFetching && (
        <>
          <Group justify="space-between" gap="sm">
            <Text role="status" flex="1 1 300px">
              {summaryOf(data)}
            </Text>
            <PressButton isBusy={isStarting} onClick={() => onStart(wish)}>
              {wish.for === 'convert' ? 'Convert as shown' : 'Sync as shown'}
            </PressButton>
          </Group>
          {startError !== null && startError !== undefined && <ProblemAlert error={startError} />}
          <MappingProblems integrationId={integrationId} problems={data.mappingProblems} />
          <PreviewChanges
            integrationId={integrationId}
            changes={data.changes}
            names={namesIn(profile)}
            target={target}
          />
        </>
      )}
    </Stack>
  );
}

interface ChoiceProps {
  readonly offer: Offer;
  readonly target: string;
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

function WishChoice({ offer, target, wish, onChange }: ChoiceProps) {
  return (
    <Group>
      {offer.canConvert && (
        <Radio.Group
          label="Of what"
          value={wish.for}
          onChange={(goal) => onChange({ for: goal === 'convert' ? 'convert' : 'sync', verify: false })}
        >
          <Group mt="xs">
            <Radio value="convert" label="Convert" />
            <Radio value="sync" label={offer.isResync ? 'Resync' : `Sync to ${target}`} />
          </Group>
        </Radio.Group>
      )}
      {offer.isResync && wish.for === 'sync' && (
        <Checkbox
          label={`Verify: also read ${target}`}
          checked={wish.verify}
          onChange={({ currentTarget }) => onChange({ ...wish, verify: currentTarget.checked })}
        />
      )}
    </Group>
  );
}

function summaryOf({ changes, counts, requests }: Preview): string {
  if (changes.length === 0)
    return 'There is nothing to carry over: Matter Conversion Sync is off. The matter is only marked hired.';
  const actions = Object.entries(plannedWords).flatMap(([action, words]) => {
    const count = counts[action] ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const { writes, transfers } = requests;
  const cost =
    writes + transfers === 0
      ? 'Nothing would be sent.'
      : `It takes ${counted(writes, 'write')} and ${counted(transfers, 'transfer')}.`;
  return `${counted(changes.length, 'object')}. ${actions.join(', ')}. ${cost}`;
}
