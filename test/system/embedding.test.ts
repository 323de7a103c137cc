import 'reflect-metadata';
import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { filter, firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../../plugins/in-memory/index.ts';
import { Casebridge, CasebridgeModule } from '../../src/casebridge.module.ts';
import { readConfig, requireEncryptionKeys } from '../../src/composition/config.ts';
import { openInstallation } from '../../src/composition/open-installation.ts';
import { putContact } from '../../src/intake/put-contact.ts';
import { putMatter } from '../../src/intake/put-matter.ts';

/** A service of somebody else's that embeds the core. */
@Injectable()
class Billing {
  constructor(@Inject(Casebridge) readonly casebridge: Casebridge) {}
}

@Module({
  imports: [
    CasebridgeModule.forRoot({
      plugins: [inMemory],
      environment: {
        CASEBRIDGE_DATA: 'memory:',
        CASEBRIDGE_ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
        LOG_LEVEL: 'silent',
      },
    }),
  ],
  providers: [Billing],
})
class HostModule {}

describe('the core inside another Nest application, without HTTP', () => {
  it('answers through one facade and ends with its host', async () => {
    const host = await NestFactory.createApplicationContext(HostModule, { logger: false });
    const { casebridge } = host.get(Billing);
    const matter = { firmId: 'nobody', integrationId: 'none', matterId: 'm' };
    await expect(casebridge.sync(matter)).rejects.toMatchObject({ code: 'not-found' });
    await expect(casebridge.preview(matter)).rejects.toMatchObject({ code: 'not-found' });
    await expect(casebridge.run('nobody', 'none')).rejects.toMatchObject({ code: 'not-found' });
    const ended = firstValueFrom(casebridge.events$('nobody').pipe(filter(() => false)), { defaultValue: 'ended' });
    await host.close();
    expect(await ended).toBe('ended');
  });

  it('previews and converts a matter, and tells about it', async () => {
    const environment = {
      CASEBRIDGE_DATA: 'memory:',
      CASEBRIDGE_ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 2).toString('base64')}`,
    };
    const config = requireEncryptionKeys(readConfig(environment));
    const installation = await openInstallation(config, { plugins: [inMemory], logger: pino({ level: 'silent' }) });
    const { core } = installation;
    const { id: firmId } = await core.firms.add('Hollis');
    const { connection } = await core.beginConnection.begin(
      { firmId },
      { system: 'in-memory', keyFields: true, credentials: { account: 'embedded' } },
    );
    const { id: integrationId } = await core.integrations.create(firmId, { source: 'intake', target: connection.id });
    await putContact(core.intakeDesk, { firmId, id: 'c' }, { kind: 'person', firstName: 'Ana', lastName: 'Ortiz' });
    await putMatter(core.intakeDesk, { firmId, id: 'm' }, { title: 'Estate of Ortiz', contactId: 'c' });

    @Module({ imports: [CasebridgeModule.over(installation)] })
    class Host {}
    const host = await NestFactory.createApplicationContext(Host, { logger: false });
    const casebridge = host.get(Casebridge, { strict: false });
    const matter = { firmId, integrationId, matterId: 'm' };
    const { planHash } = await casebridge.preview(matter, { for: 'convert' });
    const succeeded = firstValueFrom(
      casebridge.events$(firmId, 0).pipe(filter(({ data }) => 'status' in data && data.status === 'succeeded')),
    );
    const { runId } = await casebridge.convert(matter, { expect: planHash });
    expect((await succeeded).runId).toBe(runId);
    const run = await casebridge.run(firmId, runId);
    expect(run.changes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['contact', 'applied'],
      ['matter', 'applied'],
    ]);
    await host.close();
  });

  it('does not start with a bad environment', async () => {
    @Module({ imports: [CasebridgeModule.forRoot({ environment: { PORT: 'x' } })] })
    class BadHost {}
    const starting = NestFactory.createApplicationContext(BadHost, { logger: false, abortOnError: false });
    await expect(starting).rejects.toThrow('PORT: must be a port number');
  });
});
