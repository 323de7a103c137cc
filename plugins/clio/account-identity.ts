import { SyncFailure } from '../../contracts/failures.ts';
import { type Account, unknownAccount } from '../../contracts/ports/case-management-target.ts';
import type { ClioApi } from './api.ts';
import { ianaZoneOf } from './time-zones.ts';
import { Anything, Identity } from './wire.ts';

/** The account's id where the app may not see users, and so cannot ask who it is. */
const hiddenAccount: Account = { id: unknownAccount, name: 'Clio account (this app may not read users)' };

/** Who we are connected as. Throws `unauthorized` when the access was withdrawn. */
export async function whoAmI(api: ClioApi): Promise<Account> {
  const identity = await identityOf(api);
  if (!identity) return hiddenAccount;
  const { account, time_zone: zone, name, email } = identity;
  const timeZone = ianaZoneOf(zone);
  const user = name ?? email;
  return {
    id: account?.id ?? hiddenAccount.id,
    name: account?.name ?? (account ? `Clio account ${account.id}` : hiddenAccount.name),
    ...(timeZone !== undefined && { timeZone }),
    ...(user && { user }),
  };
}

async function identityOf(api: ClioApi): Promise<Identity | undefined> {
  const fields = 'id,name,email,time_zone,account{id,name}';
  try {
    return await api.get('users/who_am_i', { fields }, Identity, 'setup');
  } catch (error) {
    if (!(error instanceof SyncFailure) || error.kind !== 'forbidden') throw error;
    // Without the right to read users the access may still be good; contacts are what a sync cannot do without.
    await api.pages('contacts', { fields: 'id', limit: '1' }, Anything, 'setup').next();
    return undefined;
  }
}
