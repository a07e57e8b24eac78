/** Every start asks for the erasures of the whole log (F33); so few of them need no pass over all events. */
export const erasures = `
create index events_erasures on log.events (position) where type = 'PersonErased';
`;
