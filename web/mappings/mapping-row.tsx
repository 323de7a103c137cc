import { Button, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Mapping, MappingProblem } from '../api/answers.ts';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { EditMappingDialog } from './edit-mapping-dialog.tsx';
import { FieldCells } from './field-cells.tsx';
import { useMappingEdits } from './mapping-edits.ts';
import type { FieldOf } from './mapping-lists.tsx';
import { conversionLines, mappingName } from './mapping-words.ts';
import { ProblemNote, TakeSuggestion } from './problem-note.tsx';
import { RemoveMapping } from './remove-mapping.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly row: Mapping;
  readonly rows: readonly Mapping[];
  readonly findings: readonly MappingProblem[];
  readonly fieldOf: FieldOf;
  readonly mayChange: boolean;
}

/** A row of the firm: what it does, what is wrong with it, and what can be done about it. */
export function MappingRow({ id, ends, row, rows, findings, fieldOf, mayChange }: Props) {
  const { change } = useMappingEdits(id);
  const problems = problemsOf(row, findings);
  const labelOf = (path: string) => fieldOf('source', row.level, path)?.label ?? path;
  const take = ({ code, suggestion }: MappingProblem): void => {
    if (!suggestion) return;
    const changed = { [code === 'source-field-missing' ? 'sourceField' : 'targetField']: suggestion.field };
    change.mutate({ mappingId: row.id, changed });
  };
  return (
    <Table.Tr>
      <FieldCells {...{ ends, row, fieldOf }} />
      <Table.Td data-label="Value">
        <div>
          {conversionLines(row, labelOf).map((line) => (
            <Text key={line} size="sm" className="break-anywhere">
              {line}
            </Text>
          ))}
          {problems.map((problem) => (
            <ProblemNote key={problem.code} problem={problem}>
              {problem.suggestion && mayChange && (
                <TakeSuggestion
                  label={problem.suggestion.label}
                  isPending={change.isPending}
                  onTake={() => take(problem)}
                />
              )}
            </ProblemNote>
          ))}
          {change.error && <ProblemAlert error={change.error} />}
        </div>
      </Table.Td>
      <Table.Td data-label="State">{mayChange && <Actions {...{ id, ends, row, rows }} />}</Table.Td>
    </Table.Tr>
  );
}

/** What the list knows by itself, and what a check has found beyond. */
function problemsOf({ id, problems }: Mapping, findings: readonly MappingProblem[]): MappingProblem[] {
  const more = findings.filter(
    ({ mappingId, code }) => mappingId === id && !problems.some((problem) => problem.code === code),
  );
  return [...problems, ...more];
}

function Actions({ id, ends, row, rows }: Pick<Props, 'id' | 'ends' | 'row' | 'rows'>) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Group gap={6}>
      <Button size="xs" variant="default" onClick={open} aria-label={`Edit ${mappingName(row)}`}>
        Edit
      </Button>
      <RemoveMapping {...{ id, row }} target={ends.target} />
      <EditMappingDialog {...{ id, ends, row, rows, opened }} onClose={close} />
    </Group>
  );
}
