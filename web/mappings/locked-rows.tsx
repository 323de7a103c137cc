import { Badge, Table, Text } from '@mantine/core';
import type { Mapping } from '../api/answers.ts';
import { FieldCells } from './field-cells.tsx';
import type { FieldOf } from './mapping-lists.tsx';

interface Props {
  readonly ends: { readonly source: string; readonly target: string };
  readonly rows: readonly Mapping[];
  readonly fieldOf: FieldOf;
}

/** The basic fields. They have no control of any kind: the server would refuse whatever it asked for. */
export function LockedRows({ ends, rows, fieldOf }: Props) {
  return (
    <Table.Tbody>
      <Table.Tr className="locked-row locked-reason">
        <Table.Td colSpan={4}>
          Basic fields come mapped and are the same for every firm: by them Casebridge makes each record whole and finds
          it again in {ends.target}. Nobody can edit, remove or shadow them.
        </Table.Td>
      </Table.Tr>
      {rows.map((row) => (
        <Table.Tr key={row.id} className="locked-row">
          <FieldCells {...{ ends, row, fieldOf }} />
          <Table.Td data-label="Value">
            <Text size="sm">{row.conversion}</Text>
          </Table.Td>
          <Table.Td data-label="State">
            <Badge variant="default" tt="none" radius="sm">
              Locked
            </Badge>
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}
