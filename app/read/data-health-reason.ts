// Why a delivery was set aside, fit for a screen: what a parser or the database quotes may be somebody's name or address, so
// whatever is quoted from a payload is left out. What was kept in the inbox stays as it is, for who may read that.
import { UNREADABLE } from '#app/db/webhook-deliveries.ts';

export type SetAsideKind =
  /** It is no JSON: no retry will ever help. */
  | 'unreadable'
  /** Its form is not what the topic brings: no retry helps until Setwise reads it differently. */
  | 'form'
  /** Writing it failed: a retry may do. */
  | 'writing';

export interface ShownReason {
  kind: SetAsideKind;
  sentence: string;
}

const OUR_SENTENCE = /^(In what Shopify sent, |Setwise has no use for |What Shopify sent is )/;
const FIELD_PATH = /^[A-Za-z_]\w*(\.\w+)*$/;
const SCHEMA_NAME = /^[a-z]+(_[a-z0-9]+)+$/;
const LEFT_OUT = '…';
const MOST_CHARACTERS = 300;

export function shownReason(error: string): ShownReason {
  if (error.startsWith(UNREADABLE)) return { kind: 'unreadable', sentence: 'What Shopify sent is not readable as JSON.' };
  const ours = OUR_SENTENCE.test(error);
  return { kind: ours ? 'form' : 'writing', sentence: cut(withoutPeople(error, ours ? FIELD_PATH : SCHEMA_NAME)) };
}

function withoutPeople(said: string, mayBeQuoted: RegExp): string {
  return said
    .replace(/"([^"]*)"/g, (quote, inside: string) => (mayBeQuoted.test(inside) ? quote : `"${LEFT_OUT}"`))
    .replace(/=\([^)]*\)/g, `=(${LEFT_OUT})`)
    .replace(/\S+@\S+/g, LEFT_OUT)
    .replace(/\+\d[\d\s()./-]{5,}/g, LEFT_OUT);
}

const cut = (sentence: string): string => (sentence.length > MOST_CHARACTERS ? `${sentence.slice(0, MOST_CHARACTERS)}${LEFT_OUT}` : sentence);
