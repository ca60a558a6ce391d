import { Severity } from '../coverage/report';

/** The sign before what is told, by how much it matters. */
export const MARKS: { readonly [severity in Severity]: string } = { error: '✗', warning: '!', note: '·' };
