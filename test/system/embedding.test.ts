import 'reflect-metadata';
import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { filter, firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../../plugins/in-memory/index.ts';
import { Casebridge, CasebridgeModule } from '../../src/casebridge.module.ts';

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

  it('does not start with a bad environment', async () => {
    @Module({ imports: [CasebridgeModule.forRoot({ environment: { PORT: 'x' } })] })
    class BadHost {}
    const starting = NestFactory.createApplicationContext(BadHost, { logger: false, abortOnError: false });
    await expect(starting).rejects.toThrow('PORT: must be a port number');
  });
});
