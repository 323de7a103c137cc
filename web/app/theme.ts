import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Every shade that carries white text reaches a contrast of 4.5. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    pine: [
      '#eaf6f1',
      '#d5ebe2',
      '#a9d7c4',
      '#79c2a5',
      '#55b28c',
      '#3aa57b',
      '#1d7d5d',
      '#186d51',
      '#125c44',
      '#0a4733',
    ],
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '600' },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // The head of a dialog is no banner of the page, which an HTML header would claim to be.
        attributes: { header: { role: 'none' } },
      },
    },
  },
});

/** The library's pale texts are too pale to be read by everybody. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#59616a', '--mantine-color-placeholder': '#69717a' },
  dark: {
    '--mantine-color-dimmed': '#a9b0b7',
    '--mantine-color-placeholder': '#9aa1a8',
    '--mantine-color-anchor': '#79c2a5',
  },
});
