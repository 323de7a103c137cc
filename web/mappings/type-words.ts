/** The types of fields as people say them; those of both sides, so that a shared one is called the same. */
const words: Readonly<Record<string, string>> = {
  text: 'text',
  longtext: 'long text',
  boolean: 'yes or no',
  integer: 'whole number',
  decimal: 'number',
  number: 'number',
  money: 'money',
  date: 'date',
  datetime: 'date and time',
  time: 'time of day',
  picklist: 'choice',
  multipicklist: 'several choices',
  email: 'e-mail address',
  phone: 'phone number',
  url: 'web address',
  user: 'user',
  contact: 'contact',
  company: 'company',
  matter: 'matter',
  rows: 'list',
  'matter-status': 'status',
};

export function typeWords(type: string): string {
  return words[type] ?? type;
}
