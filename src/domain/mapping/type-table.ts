import type { SourceFieldType, TargetFieldType } from '../../../contracts/mappings.ts';

/** The named rules by which a value of one type becomes one of another. */
export const conversionRules = {
  same: 'Carried over as it is.',
  'one-line': 'Carried over as it is; a line break becomes a space, and the run says so.',
  'yes-no': 'Written as Yes or No.',
  digits: 'Written digit by digit.',
  exact: 'Carried over digit by digit; what has more than 15 digits is left out and reported.',
  cents: 'Carried over to the cent; what has more than two decimals, or more than 15 digits, is left out and reported.',
  'date-as-text': 'Written as YYYY-MM-DD, or as a date format says.',
  'instant-as-text': 'Written as date and time in the time zone of the firm, or as a date format says.',
  'day-in-zone': 'The day on which the moment falls in the time zone of the firm.',
  'time-in-zone': 'The time of day of the moment in the time zone of the firm.',
  'choice-as-text': 'The label of the choice.',
  'choices-as-text': 'The labels of the choices, joined by commas or as a join says.',
  'name-as-text': 'The name, or the e-mail address where there is no name.',
  crosswalk: 'Matched by label, then by the crosswalk of the firm.',
  reference: 'Points to the record that the same contact or matter has in the target.',
  'open-or-pending': 'Hired is Open, everything else Pending.',
} as const satisfies Record<string, string>;

export type ConversionRule = keyof typeof conversionRules;

/** The words for a type on a page and in a sentence. */
export const sourceTypeWords: Readonly<Record<SourceFieldType, string>> = {
  text: 'a text',
  longtext: 'a long text',
  boolean: 'a yes or no',
  integer: 'a whole number',
  decimal: 'a number',
  money: 'an amount of money',
  date: 'a date',
  datetime: 'a date with a time',
  time: 'a time of day',
  picklist: 'a choice from a list',
  multipicklist: 'several choices from a list',
  email: 'an e-mail address',
  phone: 'a phone number',
  url: 'a web address',
  user: 'a colleague',
  contact: 'a contact',
  company: 'a company',
  matter: 'a matter',
  rows: 'a list of entries',
  'matter-status': 'the status of the matter',
};

export const targetTypeWords: Readonly<Record<TargetFieldType, string>> = {
  text: 'a line of text',
  longtext: 'a text of several lines',
  boolean: 'a checkbox',
  number: 'a number',
  money: 'an amount of money',
  date: 'a date',
  time: 'a time of day',
  picklist: 'a choice from a list',
  email: 'an e-mail address',
  url: 'a web address',
  user: 'a user',
  contact: 'a contact',
  matter: 'a matter',
  rows: 'a list of entries',
  'matter-status': 'the status of the matter',
};

type Takes = Readonly<Partial<Record<SourceFieldType, ConversionRule>>>;

const asText: Takes = {
  longtext: 'same',
  boolean: 'yes-no',
  integer: 'digits',
  decimal: 'digits',
  money: 'digits',
  date: 'date-as-text',
  datetime: 'instant-as-text',
  time: 'same',
  picklist: 'choice-as-text',
  multipicklist: 'choices-as-text',
  email: 'same',
  phone: 'same',
  url: 'same',
  user: 'name-as-text',
  'matter-status': 'choice-as-text',
};

/**
 * What each type of the target takes. A pair is there only if every value of the source type has a place in the target
 * type, so that what will not fit is told when the mapping is made and not by a failed sync. The exceptions are rules
 * that say what they leave out.
 */
const takes: Readonly<Record<TargetFieldType, Takes>> = {
  text: { ...asText, text: 'one-line', longtext: 'one-line' },
  longtext: { ...asText, text: 'same' },
  boolean: { boolean: 'same' },
  number: { integer: 'exact', decimal: 'exact', money: 'exact' },
  money: { money: 'cents', decimal: 'cents', integer: 'exact' },
  date: { date: 'same', datetime: 'day-in-zone' },
  time: { time: 'same', datetime: 'time-in-zone' },
  picklist: {
    picklist: 'crosswalk',
    text: 'crosswalk',
    boolean: 'crosswalk',
    user: 'crosswalk',
    'matter-status': 'crosswalk',
  },
  email: { email: 'same' },
  url: { url: 'same' },
  user: { user: 'crosswalk', email: 'crosswalk', text: 'crosswalk' },
  contact: { contact: 'reference', company: 'reference' },
  matter: { matter: 'reference' },
  rows: { rows: 'same' },
  'matter-status': { 'matter-status': 'open-or-pending' },
};

/** Why nothing else fits a type of the target, for a person who has just tried it. */
const becauseOfTarget: Readonly<Record<TargetFieldType, string>> = {
  text: 'it is a record of its own, not something to write down.',
  longtext: 'it is a record of its own, not something to write down.',
  boolean: 'a checkbox is ticked or not, and that would have to be guessed.',
  number: 'it may hold something other than a number.',
  money: 'it may hold something other than an amount.',
  date: 'it may hold something other than a date.',
  time: 'it may hold something other than a time of day.',
  picklist: 'a list takes one of its choices only.',
  email: 'it may hold something other than an e-mail address.',
  url: 'it may hold something other than a web address.',
  user: 'a user is chosen by name or e-mail address.',
  contact: 'only a contact or a company has a contact record.',
  matter: 'only a matter has a matter record.',
  rows: 'entries have labels and parts of their own.',
  'matter-status': 'only the status of the matter says whether the client has hired the firm.',
};

const becauseOfPair: Readonly<Partial<Record<`${SourceFieldType}>${TargetFieldType}`, string>>> = {
  'multipicklist>picklist': 'the list takes one choice; a text field takes them all.',
  'date>time': 'a date has no time of day.',
  'time>date': 'a time of day has no date.',
  'phone>number': 'a phone number has leading zeros and signs that a number loses.',
  'rows>text': 'it has many entries; the basic fields carry them over.',
  'rows>longtext': 'it has many entries; the basic fields carry them over.',
  'user>contact': 'a colleague is a user of the target, not one of its contacts.',
};

/** Whether a pair of types goes together, by which rule, or why not. */
export type Fit =
  | { readonly fits: true; readonly rule: ConversionRule }
  | { readonly fits: false; readonly reason: string };

/** The one table that says for every pair of types what becomes of a value. */
export function fitOf(source: SourceFieldType, target: TargetFieldType): Fit {
  const rule = takes[target][source];
  if (rule !== undefined) return { fits: true, rule };
  const because = becauseOfPair[`${source}>${target}`] ?? becauseOfTarget[target];
  return {
    fits: false,
    reason: `${capital(sourceTypeWords[source])} cannot become ${targetTypeWords[target]}: ${because}`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
