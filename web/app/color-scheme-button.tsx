import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Light or dark; without a choice it follows the machine. */
export function ColorSchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <Button size="xs" variant="default" onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
      {isDark ? 'Light mode' : 'Dark mode'}
    </Button>
  );
}
