import { pino, type DestinationStream, type Logger } from 'pino';
import type { Log } from '../../../contracts/session.ts';

/** What must not be read in a log wherever somebody puts it by mistake. */
const secrets = ['accessToken', 'refreshToken', 'authorization', 'key', 'secret', 'password', 'code', 'state'];

/** Lines of JSON, to the standard output unless told otherwise. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[kept secret]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

export function logOver(logger: Logger): Log {
  return {
    debug: (message, facts) => logger.debug(facts ?? {}, message),
    info: (message, facts) => logger.info(facts ?? {}, message),
    warn: (message, facts) => logger.warn(facts ?? {}, message),
  };
}
