import { PasswordInput } from '@mantine/core';
import type { System } from '../api/answers.ts';

export type Credentials = Readonly<Record<string, string>>;

type Secrets = readonly { readonly name: string; readonly label: string }[];

/** What somebody has to type to connect a system; nothing for one that is connected by a redirect. */
export function secretsOf({ authorization }: System): Secrets {
  return authorization?.way === 'secrets' ? authorization.secrets : [];
}

interface Props {
  readonly secrets: Secrets;
  readonly values: Credentials;
  readonly onChange: (values: Credentials) => void;
}

export function SecretFields({ secrets, values, onChange }: Props) {
  return secrets.map(({ name, label }) => (
    <PasswordInput
      key={name}
      label={label}
      maw={420}
      value={values[name] ?? ''}
      onChange={({ currentTarget }) => onChange({ ...values, [name]: currentTarget.value })}
    />
  ));
}
