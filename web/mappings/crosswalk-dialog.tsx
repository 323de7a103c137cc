import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../app/dialog.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { draftOf, linesOf, rulesOf } from './crosswalk-draft.ts';
import { CrosswalkPolicyFields } from './crosswalk-policy-fields.tsx';
import { useSaveCrosswalk } from './crosswalk-queries.ts';
import { CrosswalkValues } from './crosswalk-values.tsx';
import { crosswalkTitle } from './crosswalk-words.ts';
import type { Crosswalk } from './mapping-answers.ts';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly crosswalk: Crosswalk;
  readonly mayChange: boolean;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** How the values of one list line up. Opened anew it shows the crosswalk as it is. */
export function CrosswalkDialog({ opened, onClose, ...rest }: Props) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="xl"
      title={`Crosswalk: ${crosswalkTitle(rest.crosswalk)}`}
      // A press beside the dialog would throw away what was chosen in it.
      closeOnClickOutside={false}
    >
      <CrosswalkForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function CrosswalkForm({ id, ends, crosswalk, mayChange, onClose }: Omit<Props, 'opened'>) {
  const [draft, setDraft] = useState(() => draftOf(crosswalk));
  const saving = useSaveCrosswalk(id, crosswalk.name);
  const lines = linesOf(crosswalk);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate(rulesOf(lines, draft), { onSuccess: onClose });
  };
  return (
    <form onSubmit={save}>
      <Stack>
        <CrosswalkPolicyFields {...{ crosswalk, draft }} disabled={!mayChange} onChange={setDraft} />
        {lines.length === 0 ? (
          <Text size="sm">No record in {ends.source} holds a value yet.</Text>
        ) : (
          <CrosswalkValues {...{ ends, crosswalk, lines, draft }} disabled={!mayChange} onChange={setDraft} />
        )}
        {saving.error && <ProblemAlert error={saving.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {mayChange ? 'Cancel' : 'Close'}
          </Button>
          {mayChange && (
            <PressButton type="submit" isBusy={saving.isPending}>
              Save
            </PressButton>
          )}
        </Group>
      </Stack>
    </form>
  );
}
