import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HttpLog } from '../adapters/http/frame/http-log.ts';
import { createServer } from '../adapters/http/frame/server.ts';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import type { Installation } from './installation.ts';
import { NestLog } from './nest-log.ts';
import { pagesFolder } from './pages-folder.ts';

/** The Nest application, not listening yet. */
export function createApp(installation: Installation, role: Config['role'] = 'all'): Promise<NestFastifyApplication> {
  const pages = role === 'worker' ? undefined : pagesFolder();
  if (pages === undefined && role !== 'worker')
    installation.logger.warn('There are no pages: they have not been built. npm run build builds them.');
  const server = createServer(new HttpLog(installation.logger), pages);
  return NestFactory.create<NestFastifyApplication>(AppModule.over(installation, role), server, {
    // Bodies are read by our own parser, which knows the routes that take bytes.
    bodyParser: false,
    logger: new NestLog(installation.logger),
    // The reason is ours to tell, in one line.
    abortOnError: false,
  });
}
