import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { Clock, Log } from '../../../contracts/session.ts';
import type { Plugins } from '../../ports/plugins.ts';
import type { Storage } from '../../ports/storage.ts';
import { ConnectionsController } from './connections/connections.controller.ts';
import { OauthController, pagesUrl } from './connections/oauth.controller.ts';
import { FirmsController } from './firms/firms.controller.ts';
import { KeysController } from './firms/keys.controller.ts';
import { AccessGuard } from './frame/access.guard.ts';
import { declaredRoutes } from './frame/declared-routes.ts';
import { HttpLog } from './frame/http-log.ts';
import { IdempotencyInterceptor } from './frame/idempotency.interceptor.ts';
import { OpenApiController, openApiDocument } from './frame/openapi.controller.ts';
import { describeRoutes } from './frame/openapi.ts';
import { ProblemFilter } from './frame/problem.filter.ts';
import { RepeatedRequests } from './frame/repeated-requests.ts';
import { SessionCookie } from './frame/session-cookie.ts';
import { HealthController } from './health/health.controller.ts';
import { Readiness, type ReadinessCheck } from './health/readiness.ts';
import { IntakeContactsController } from './intake/contacts.controller.ts';
import { IntakeDocumentsController } from './intake/documents.controller.ts';
import { IntakeFieldsController } from './intake/fields.controller.ts';
import { IntakeMattersController } from './intake/matters.controller.ts';
import { IntakeNotesController } from './intake/notes.controller.ts';
import { IntakeRelationshipsController } from './intake/relationships.controller.ts';
import { CrosswalksController } from './integrations/crosswalks.controller.ts';
import { FieldsController } from './integrations/fields.controller.ts';
import { IntegrationsController } from './integrations/integrations.controller.ts';
import { MappingAdviceController } from './integrations/mapping-advice.controller.ts';
import { MappingsController } from './integrations/mappings.controller.ts';
import { SettingsController } from './integrations/settings.controller.ts';
import { SetupController } from './integrations/setup.controller.ts';
import { MattersController } from './matters/matters.controller.ts';
import { pluginsToken } from './plugins/plugins-token.ts';
import { PluginsController } from './plugins/plugins.controller.ts';
import { AttentionController } from './runs/attention.controller.ts';
import { BatchesController } from './runs/batches.controller.ts';
import { EventsController } from './runs/events.controller.ts';
import { LinksController } from './runs/links.controller.ts';
import { RunsController } from './runs/runs.controller.ts';
import { storageToken } from './runs/storage-token.ts';
import { SyncController } from './runs/sync.controller.ts';
import { pagesOrigin, SessionController } from './session/session.controller.ts';

/** Every controller of the API; the description of the routes is made from this list. */
export const controllers: readonly Type[] = [
  HealthController,
  OpenApiController,
  FirmsController,
  KeysController,
  SessionController,
  PluginsController,
  ConnectionsController,
  OauthController,
  IntegrationsController,
  SettingsController,
  FieldsController,
  MappingsController,
  MappingAdviceController,
  CrosswalksController,
  SetupController,
  MattersController,
  SyncController,
  RunsController,
  AttentionController,
  LinksController,
  BatchesController,
  EventsController,
  IntakeContactsController,
  IntakeMattersController,
  IntakeNotesController,
  IntakeDocumentsController,
  IntakeRelationshipsController,
  IntakeFieldsController,
];

export interface HttpNeeds {
  readonly storage: Storage;
  readonly plugins: Plugins;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly httpLog: HttpLog;
  readonly publicUrl: string;
  readonly checks: readonly ReadinessCheck[];
  /** The use cases, each under its class. */
  readonly useCases: Provider[];
  /** Those that are served. */
  readonly controllers: readonly Type[];
}

function frame(needs: HttpNeeds): Provider[] {
  return [
    { provide: HttpLog, useValue: needs.httpLog },
    { provide: Readiness, useValue: new Readiness(needs.checks, needs.log) },
    { provide: RepeatedRequests, useValue: new RepeatedRequests(needs) },
    { provide: openApiDocument, useValue: describeRoutes(declaredRoutes(needs.controllers), needs.publicUrl) },
    { provide: SessionCookie, useValue: new SessionCookie(needs.publicUrl) },
    { provide: pagesOrigin, useValue: needs.publicUrl },
    { provide: pagesUrl, useValue: `${needs.publicUrl}/integrations` },
    { provide: pluginsToken, useValue: needs.plugins },
    { provide: storageToken, useValue: needs.storage },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ];
}

/** The HTTP API over the use cases. */
@Module({})
export class HttpModule {
  static over(needs: HttpNeeds): DynamicModule {
    return { module: HttpModule, controllers: [...needs.controllers], providers: [...frame(needs), ...needs.useCases] };
  }
}
