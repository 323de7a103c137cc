import { ContainerModule } from 'inversify';
import { bindings } from '../../contracts/plugin.ts';
import type { Session } from '../../contracts/session.ts';
import { ClioAuthorization } from './oauth.ts';
import { ClioTarget } from './target.ts';

/** One target and one authorization per connection: its pacing and what it learnt are nobody else's. */
export const clioModule = new ContainerModule(({ bind }) => {
  bind(bindings.target)
    .toResolvedValue((session: Session) => new ClioTarget(session), [bindings.session])
    .inSingletonScope();
  bind(bindings.authorization)
    .toResolvedValue((session: Session) => new ClioAuthorization(session), [bindings.session])
    .inSingletonScope();
});
