import { isDeepStrictEqual } from 'node:util';
import { Refused } from '../domain/refusals.ts';
import type { SyncSettings } from '../domain/settings/sync-settings.ts';
import type { Storage } from '../ports/storage.ts';
import { findIntegration } from './integrations.ts';
import { isTimeZone } from './time-zones.ts';

/** Some of the settings; what is left out stays. */
export type SettingsPatch = { readonly [Name in keyof SyncSettings]?: SyncSettings[Name] | undefined };

/** What a firm chooses per integration. */
export class Settings {
  constructor(private readonly needs: { readonly storage: Storage }) {}

  async of(firmId: string, integrationId: string): Promise<SyncSettings> {
    return (await findIntegration(this.needs.storage.books, firmId, integrationId)).settings;
  }

  /** The revision is raised only where something changes: runs record it to tell what they went by. */
  change(firmId: string, integrationId: string, patch: SettingsPatch): Promise<SyncSettings> {
    if (patch.timeZone !== undefined && !isTimeZone(patch.timeZone)) {
      const message = 'This is no IANA time zone, such as America/New_York.';
      throw new Refused('invalid-value', message, [{ path: 'timeZone', message }]);
    }
    return this.needs.storage.inTransaction(async (books) => {
      const integration = await findIntegration(books, firmId, integrationId, true);
      const settings = { ...integration.settings, ...spoken(patch) };
      if (isDeepStrictEqual(settings, integration.settings)) return integration.settings;
      await books.setups.update({ ...integration, settings, settingsRevision: integration.settingsRevision + 1 });
      return settings;
    });
  }
}

/** Without the settings that are left out: spread, they would blank what is there. */
function spoken(patch: SettingsPatch) {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
