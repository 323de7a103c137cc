import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Mapping } from '../api/answers.ts';
import { Dialog } from '../app/dialog.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { freeTargets, useFields } from './field-choices.ts';
import { completed, draftOf } from './mapping-draft.ts';
import { useMappingEdits } from './mapping-edits.ts';
import { MappingFields } from './mapping-fields.tsx';
import { TryMapping } from './try-mapping.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly rows: readonly Mapping[];
  readonly row: Mapping;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Other fields of the same level, other transforms. Opened anew it shows the row as it is. */
export function EditMappingDialog({ opened, onClose, row, ...rest }: Props) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="xl"
      title={`Edit ${row.sourceLabel} → ${row.targetLabel}`}
      // A press beside the dialog would throw away what was typed in it.
      closeOnClickOutside={false}
    >
      <EditForm {...rest} row={row} onClose={onClose} />
    </Dialog>
  );
}

function EditForm({ id, ends, rows, row, onClose }: Omit<Props, 'opened'>) {
  const sources = useFields(id, 'source');
  const targets = useFields(id, 'target');
  const { change } = useMappingEdits(id);
  const [draft, setDraft] = useState(() => draftOf(row));
  const wanted = completed(draft);
  const others = rows.filter((one) => one.id !== row.id);
  const ofLevel = <Of extends { readonly level: string }>(fields: readonly Of[]) =>
    fields.filter(({ level }) => level === row.level);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!wanted) return;
    const { level: _, ...changed } = wanted;
    change.mutate({ mappingId: row.id, changed }, { onSuccess: onClose });
  };
  const failed = change.error ?? sources.error ?? targets.error;
  return (
    <form onSubmit={submit}>
      <Stack>
        <MappingFields
          {...{ id, ends, draft }}
          sources={ofLevel(sources.fields)}
          targets={ofLevel(freeTargets(targets.fields, others))}
          onChange={(next) => {
            setDraft(next);
            change.reset();
          }}
        />
        {!change.error && <TryMapping {...{ id, draft }} target={ends.target} sources={sources.fields} />}
        {failed && <ProblemAlert error={failed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <PressButton type="submit" isBusy={change.isPending} disabled={!wanted}>
            Save
          </PressButton>
        </Group>
      </Stack>
    </form>
  );
}
