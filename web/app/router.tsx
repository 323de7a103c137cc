import { Anchor, Text } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Link, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { AttentionPage } from '../attention/attention-page.tsx';
import { IntegrationPage } from '../integrations/integration-page.tsx';
import { IntegrationsPage } from '../integrations/integrations-page.tsx';
import { MatterPage } from '../matters/matter-page.tsx';
import { MattersPage } from '../matters/matters-page.tsx';
import { OverviewPage } from '../overview/overview-page.tsx';
import { RunPage } from '../runs/run-page.tsx';
import { RunsPage } from '../runs/runs-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Frame } from './frame.tsx';
import { Page } from './page.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { texts } from './search-texts.ts';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <Page title="There is no such page">
      <Text>
        <Anchor renderRoot={(props) => <Link {...props} to="/" />}>Go to the overview</Anchor>
      </Text>
    </Page>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('next', 'key'),
  component: SignInPage,
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    if ((await context.client.ensureQueryData(sessionQuery)) === null)
      redirect({ to: '/sign-in', search: { next: location.href }, throw: true });
  },
  component: Frame,
  errorComponent: ({ error }) => (
    <main>
      <ProblemAlert error={error} onRetry={() => location.reload()} />
    </main>
  ),
});

const pages = [
  createRoute({ getParentRoute: () => frame, path: '/', component: OverviewPage }),
  createRoute({
    getParentRoute: () => frame,
    path: '/integrations',
    validateSearch: texts('connected', 'error', 'detail'),
    component: IntegrationsPage,
  }),
  createRoute({ getParentRoute: () => frame, path: '/integrations/$id', component: IntegrationPage }),
  createRoute({
    getParentRoute: () => frame,
    path: '/matters',
    validateSearch: texts('integration', 'q', 'status', 'state', 'cursor'),
    component: MattersPage,
  }),
  createRoute({ getParentRoute: () => frame, path: '/matters/$integrationId/$matterId', component: MatterPage }),
  createRoute({ getParentRoute: () => frame, path: '/attention', component: AttentionPage }),
  createRoute({
    getParentRoute: () => frame,
    path: '/runs',
    validateSearch: texts('integration', 'matter', 'status', 'batch', 'cursor'),
    component: RunsPage,
  }),
  createRoute({ getParentRoute: () => frame, path: '/runs/$id', component: RunPage }),
] as const;

export function createPages(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([signIn, frame.addChildren(pages)]),
    context: { client },
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>;
  }
}
