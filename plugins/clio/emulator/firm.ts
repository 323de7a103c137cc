import type { Clock } from './clock.ts';
import type {
  Contact,
  CustomField,
  Document,
  FieldSet,
  Folder,
  Matter,
  NamedRow,
  Note,
  PicklistOption,
  PracticeArea,
  Relationship,
  Row,
  Stage,
  User,
} from './rows.ts';
import { SearchIndex } from './search-index.ts';
import { contactTexts, matterTexts, noteTexts } from './search-texts.ts';
import { DEFAULT_ACCOUNT } from './seeds.ts';
import type { AccountSeed, CustomFieldSeed, PracticeAreaSeed, UserSeed } from './seeds.ts';
import { Table } from './table.ts';
import type { Registrar } from './table.ts';

/** Kinds of record that `query` can search. */
export type Searchable = 'contacts' | 'matters' | 'notes' | 'documents' | 'folders';

/** Everything one firm keeps. Firms share nothing. */
export class Firm {
  readonly account: Row & { name: string };
  readonly search: Record<Searchable, SearchIndex>;
  readonly users: Table<User>;
  readonly practiceAreas: Table<PracticeArea>;
  readonly stages: Table<Stage>;
  readonly categories: Table<NamedRow>;
  readonly groups: Table<NamedRow>;
  readonly customFields: Table<CustomField>;
  readonly fieldSets: Table<FieldSet>;
  readonly contacts: Table<Contact>;
  readonly matters: Table<Matter>;
  readonly notes: Table<Note>;
  readonly relationships: Table<Relationship>;
  readonly documents: Table<Document>;
  readonly folders: Table<Folder>;
  readonly registrar: Registrar;
  #matterNumber = 0;

  constructor(seed: AccountSeed, registrar: Registrar, clock: Clock, timeZone: string) {
    this.registrar = registrar;
    this.account = registrar.bear<Row & { name: string }>({ name: seed.name });
    const index = (): SearchIndex => new SearchIndex(clock);
    this.search = { contacts: index(), matters: index(), notes: index(), documents: index(), folders: index() };
    this.users = new Table(registrar);
    this.practiceAreas = new Table(registrar);
    this.stages = new Table(registrar);
    this.categories = new Table(registrar);
    this.groups = new Table(registrar);
    this.customFields = new Table(registrar);
    this.fieldSets = new Table(registrar);
    this.contacts = this.#searched('contacts', (row) =>
      contactTexts(row, this.customFields, this.contacts, this.matters),
    );
    this.matters = this.#searched('matters', (row) => matterTexts(row, this.contacts));
    this.notes = this.#searched('notes', noteTexts);
    this.documents = this.#searched('documents', (row) => [row.name]);
    this.folders = this.#searched('folders', (row) => [row.name]);
    this.relationships = new Table(registrar);
    this.#plant(seed, timeZone);
  }

  nextMatterNumber(): number {
    this.#matterNumber += 1;
    return this.#matterNumber;
  }

  #searched<R extends Row>(kind: Searchable, texts: (row: R) => (string | null)[]): Table<R> {
    return new Table<R>(this.registrar, (row, id) => this.search[kind].put(id, row ? texts(row) : []));
  }

  #plant(seed: AccountSeed, timeZone: string): void {
    const users = seed.users ?? DEFAULT_ACCOUNT.users;
    users.forEach((user, place) => this.#plantUser(user, place === 0, timeZone));
    for (const area of seed.practiceAreas ?? DEFAULT_ACCOUNT.practiceAreas) this.addPracticeArea(area);
    for (const name of seed.documentCategories ?? DEFAULT_ACCOUNT.documentCategories) this.categories.insert({ name });
    this.groups.insert({ name: 'Everyone' });
    for (const field of seed.customFields ?? DEFAULT_ACCOUNT.customFields) this.#plantField(field);
  }

  #plantUser(user: UserSeed, owner: boolean, timeZone: string): void {
    this.users.insert({
      name: `${user.first_name} ${user.last_name}`,
      first_name: user.first_name,
      last_name: user.last_name,
      email: user.email,
      enabled: user.enabled ?? true,
      account_owner: owner,
      roles: user.admin ? ['Admin', 'Billing', 'Reports'] : [],
      subscription_type: user.attorney ? 'Attorney' : 'NonAttorney',
      time_zone: user.time_zone ?? timeZone,
    });
  }

  #plantField({ options = [], ...seed }: CustomFieldSeed): void {
    this.customFields.insert({
      ...seed,
      displayed: true,
      required: false,
      deleted: false,
      display_order: this.customFields.all().length + 1,
      options: options.map((option) => this.registrar.bear<PicklistOption>({ option, deleted_at: null })),
    });
  }

  addPracticeArea(seed: PracticeAreaSeed): PracticeArea {
    const area = this.practiceAreas.insert({
      name: seed.name,
      code: seed.code ?? null,
      category: seed.category ?? null,
    });
    (seed.stages ?? []).forEach((name, place) => {
      this.stages.insert({ name, order: place + 1, practiceAreaId: area.id });
    });
    return area;
  }
}
