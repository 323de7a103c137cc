import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Mapping } from '../api/answers.ts';
import { ConfirmDialog } from '../app/confirm-dialog.tsx';
import { useMappingEdits } from './mapping-edits.ts';
import { mappingName } from './mapping-words.ts';

interface Props {
  readonly id: string;
  readonly row: Mapping;
  readonly target: string;
}

export function RemoveMapping({ id, row, target }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const { remove } = useMappingEdits(id);
  return (
    <>
      <Button size="xs" variant="default" onClick={open} aria-label={`Remove ${mappingName(row)}`}>
        Remove
      </Button>
      <ConfirmDialog
        opened={opened}
        title="Remove this mapping?"
        action="Remove"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(row.id)}
        onClose={close}
      >
        <Text size="sm">
          <b>{mappingName(row)}</b> is no longer carried over.
        </Text>
        <Text size="sm">
          What it has written to “{row.targetLabel}” stays in {target}, as it is. It belongs to nobody here any more,
          and no later sync touches it.
        </Text>
      </ConfirmDialog>
    </>
  );
}
