/** Takes the ticket of a link out of the address, where it must not stay: in the history, or under somebody's eyes. */
export function takeTicket(): string | undefined {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
  if (ticket === null) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return ticket;
}
