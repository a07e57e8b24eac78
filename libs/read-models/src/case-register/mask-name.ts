/** A name as lists show it: the core says how, so that every answer masks alike. */
export { maskName } from '@app/disclosure';
