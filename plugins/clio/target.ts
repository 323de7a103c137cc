import type { Capabilities } from '../../contracts/capabilities.ts';
import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { Account, CaseManagementTarget, SetUpState } from '../../contracts/ports/case-management-target.ts';
import type { Session } from '../../contracts/session.ts';
import { whoAmI } from './account-identity.ts';
import { ClioApi } from './api.ts';
import { capabilitiesWith } from './clio-capabilities.ts';
import { Contacts } from './contacts.ts';
import { Definitions } from './definitions.ts';
import { Documents } from './documents.ts';
import { deadlineOf, hostOf, settleOf } from './endpoints.ts';
import { fieldCatalogue } from './fields.ts';
import { type KeyFields, keyFieldsOf, KeyFieldSetUp } from './key-fields.ts';
import { Matters } from './matters.ts';
import { Notes } from './notes.ts';
import type { OpenAccount } from './open-account.ts';
import { Relationships } from './relationships.ts';

/** A firm's account in Clio Manage. */
export class ClioTarget implements CaseManagementTarget {
  readonly contacts: Contacts;
  readonly matters: Matters;
  readonly relationships: Relationships;
  readonly notes: Notes;
  readonly documents: Documents;
  readonly #session: Session;
  readonly #account: OpenAccount;
  #keyFields: KeyFields;

  constructor(session: Session) {
    this.#session = session;
    this.#keyFields = keyFieldsOf(session.setUp);
    const api = new ClioApi(session);
    const keyFields = () => this.#keyFields;
    this.#account = {
      api,
      clock: session.clock,
      definitions: new Definitions(api),
      host: hostOf(session),
      get keyFields() {
        return keyFields();
      },
    };
    this.contacts = new Contacts(this.#account);
    this.matters = new Matters(this.#account);
    this.relationships = new Relationships(this.#account);
    this.notes = new Notes(this.#account);
    this.documents = new Documents(this.#account, session);
  }

  get capabilities(): Capabilities {
    return capabilitiesWith(this.#keyFields, {
      deadlineMs: deadlineOf(this.#session),
      settleMs: settleOf(this.#session),
    });
  }

  verify(): Promise<Account> {
    return whoAmI(this.#account.api);
  }

  async setUp({ keyFields }: { readonly keyFields: boolean }): Promise<SetUpState> {
    const { api, definitions, clock } = this.#account;
    const setUp = new KeyFieldSetUp(api, definitions, clock, settleOf(this.#session));
    const state = keyFields ? await setUp.run(this.#keyFields) : {};
    this.#keyFields = keyFieldsOf(state);
    return state;
  }

  fields(level: FieldLevel): Promise<readonly TargetField[]> {
    return fieldCatalogue(this.#account, level);
  }
}
