import type { Readable } from 'node:stream';

// The shapes of the intake API's bodies, written out here because a sample must not depend on what it tests.

type CustomFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface PhoneRow {
  readonly label?: string;
  readonly number: string;
}

export interface ContactBody {
  readonly kind: 'person' | 'company';
  readonly prefix?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  readonly suffix?: string;
  readonly companyName?: string;
  readonly jobTitle?: string;
  readonly birthDate?: string;
  readonly companyId?: string;
  readonly emails: readonly { readonly label?: string; readonly address: string }[];
  readonly phones: readonly PhoneRow[];
  readonly addresses: readonly {
    readonly label?: string;
    readonly street?: string;
    readonly city?: string;
    readonly state?: string;
    readonly postalCode?: string;
    readonly country?: string;
  }[];
  readonly websites?: readonly { readonly label?: string; readonly url: string }[];
  readonly customFields?: CustomFields;
}

interface Colleague {
  readonly email?: string;
  readonly name?: string;
}

export interface MatterBody {
  readonly title: string;
  readonly contactId: string;
  readonly status?: 'pnc' | 'hired' | 'lost';
  readonly number?: string;
  readonly description?: string;
  readonly practiceArea?: string;
  readonly stage?: string;
  readonly openDate?: string;
  readonly responsibleAttorney?: Colleague;
  readonly originatingAttorney?: Colleague;
  readonly statuteOfLimitations?: string;
  readonly customFields?: CustomFields;
}

export interface NoteBody {
  readonly subject?: string;
  readonly body: string;
  readonly format?: 'text' | 'html';
  readonly date?: string;
}

export interface RelationshipBody {
  readonly contactId: string;
  readonly label: string;
}

export interface FieldBody {
  readonly label: string;
  readonly type: 'date' | 'money' | 'picklist' | 'multipicklist' | 'contact' | 'boolean';
  readonly options?: readonly { readonly key: string; readonly label: string }[];
}

interface Sample<Body> {
  readonly id: string;
  readonly body: Body;
}

export type SampleContact = Sample<ContactBody>;
export type SampleNote = Sample<NoteBody>;
export type SampleRelationship = Sample<RelationshipBody>;

/** `open` gives the bytes from the beginning each time it is called. */
export interface SampleDocument {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly open: () => Readable;
}

export interface SampleMatter extends Sample<MatterBody> {
  readonly notes: readonly SampleNote[];
  readonly documents: readonly SampleDocument[];
  readonly relationships: readonly SampleRelationship[];
}

export interface SampleField {
  readonly level: 'contact' | 'matter';
  readonly key: string;
  readonly body: FieldBody;
}

/** A firm's intake, to be put in this order: fields, contacts (companies stand first), matters. */
export interface SampleFirm {
  readonly fields: readonly SampleField[];
  readonly contacts: readonly SampleContact[];
  readonly matters: readonly SampleMatter[];
}
