import { startClioEmulator } from './emulator/index.ts';
const e = await startClioEmulator({ clientId: 'a', clientSecret: 'b', rateLimit: null });
const c = e.people.addContact({ type: 'Person', last_name: 'R' });
const m = e.people.addMatter({ client: { id: c.id }, description: 'x' });
console.log(JSON.stringify({ origin: e.origin, token: e.issueToken().access_token, matter: String(m.id) }));
