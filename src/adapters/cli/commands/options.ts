import { InvalidArgumentError } from 'commander';

export const jsonOption = ['--json', 'print JSON, for programs'] as const;
export const integrationOption = [
  '-i, --integration <id>',
  'which integration; not needed where the firm has only one',
] as const;

export interface JsonOption {
  readonly json?: boolean;
}

export interface IntegrationOption {
  readonly integration?: string;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
