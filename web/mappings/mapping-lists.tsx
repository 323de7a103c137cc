import { Stack, Table, Title } from '@mantine/core';
import type { Mapping, MappingProblem } from '../api/answers.ts';
import { useMayActAs } from '../app/role.ts';
import { fieldIn, type LevelledField, useFields } from './field-choices.ts';
import { levels } from './level-words.ts';
import { LockedRows } from './locked-rows.tsx';
import type { Level } from './mapping-answers.ts';
import { MappingRow } from './mapping-row.tsx';
import { ProblemNote } from './problem-note.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly rows: readonly Mapping[];
  /** What the last check found. */
  readonly findings: readonly MappingProblem[];
}

/** Which field goes into which, by level: the firm's own rows first, then those that nobody can change. */
export function MappingLists({ id, ends, rows, findings }: Props) {
  const fieldOf = useFieldOf(id);
  const mayChange = useMayActAs('admin');
  return levels.map(({ level, title }) => {
    const ofLevel = rows.filter((row) => row.level === level);
    const own = ofLevel.filter(({ locked }) => !locked);
    const unfilled = findings.filter((one) => one.level === level && one.mappingId === undefined && !one.crosswalk);
    return (
      <Stack key={level} gap="xs">
        <Title order={3} size="h5">
          {title}
        </Title>
        {unfilled.map((problem) => (
          <ProblemNote key={`${problem.code} ${problem.targetField}`} problem={problem} />
        ))}
        <Table
          className="stacked mapping-table"
          withTableBorder
          layout="fixed"
          aria-label={`Field mappings of ${title.toLowerCase()}`}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{ends.source}</Table.Th>
              <Table.Th>{ends.target}</Table.Th>
              <Table.Th>What becomes of a value</Table.Th>
              <Table.Th w={184}>State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {own.map((row) => (
              <MappingRow key={row.id} {...{ id, ends, row, rows, fieldOf, findings, mayChange }} />
            ))}
          </Table.Tbody>
          <LockedRows {...{ ends, fieldOf }} rows={ofLevel.filter(({ locked }) => locked)} />
        </Table>
      </Stack>
    );
  });
}

export type FieldOf = (side: 'source' | 'target', level: Level, path: string) => LevelledField | undefined;

function useFieldOf(id: string): FieldOf {
  const source = useFields(id, 'source').fields;
  const target = useFields(id, 'target').fields;
  return (side, level, path) => fieldIn(side === 'source' ? source : target, { level, path });
}
