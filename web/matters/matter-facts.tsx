import { Paper, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field, MatterProfile } from '../api/answers.ts';
import { fieldsQuery } from '../integrations/integration-queries.ts';
import { fieldWords, valueWords } from '../words/field-words.ts';
import { matterStatusWords } from '../words/matter-words.ts';
import { nameOf, namesIn } from '../words/people.ts';
import { LinkState } from './link-state.tsx';

interface Props {
  readonly integrationId: string;
  readonly profile: MatterProfile;
  readonly target: string;
}

const toldElsewhere = new Set(['title', 'status', 'client']);

/** The matter's own fields as the intake has them, by the names and choices that it gives them. */
export function MatterFacts({ integrationId, profile, target }: Props) {
  const { matter, client } = profile;
  const fields = useQuery({ ...fieldsQuery(integrationId, 'source', 'matter'), retry: false }).data;
  const names = namesIn(profile);
  const shown = Object.entries(matter.fields).filter(
    ([path, value]) => !toldElsewhere.has(path) && value !== null && value !== '',
  );
  return (
    <Paper withBorder p="md" component="section" aria-label="Matter">
      <Stack gap="sm">
        <Title order={2} size="h4">
          Matter
        </Title>
        <dl className="facts">
          <dt>Client</dt>
          <dd>{nameOf(client)}</dd>
          <dt>Status</dt>
          <dd>{matterStatusWords[matter.status]}</dd>
          {shown.map(([path, value]) => (
            <Fact key={path} path={path} value={value} field={fields?.find((one) => one.path === path)} names={names} />
          ))}
          <dt>{target}</dt>
          <dd>
            <LinkState link={matter.link} target={target} />
          </dd>
        </dl>
      </Stack>
    </Paper>
  );
}

interface FactProps {
  readonly path: string;
  readonly value: unknown;
  readonly field: Field | undefined;
  readonly names: ReadonlyMap<string, string>;
}

function Fact({ path, value, field, names }: FactProps) {
  return (
    <>
      <dt>{field?.label ?? fieldWords(path)}</dt>
      <dd>
        {[value]
          .flat()
          .map((one) => wordsOf(one, field, names))
          .join('; ')}
      </dd>
    </>
  );
}

/** Choices and people are kept by their keys, which nobody knows. */
function wordsOf(value: unknown, field: Field | undefined, names: ReadonlyMap<string, string>): string {
  const option = field?.options?.find(({ id }) => id === value);
  return option?.label ?? names.get(`contact ${String(value)}`) ?? valueWords(value);
}
