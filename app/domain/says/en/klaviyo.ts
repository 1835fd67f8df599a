// What is wrong with Klaviyo's connection, and what to do. Also kept with the connection and with the steps that wait for it.
const FLOW = 'Setwise: step ready (email)';

export const klaviyo = {
  notAKey: 'That is not a private API key: those begin with pk_. Klaviyo lists them under Settings, API keys.',
  halfway: 'Klaviyo is not set up to the end. Connect again.',
  drafted: 'The flow in Klaviyo is a draft since you cleaned up, so nothing would be sent. To send again, set it to live in Klaviyo and check, or connect again.',
  notConnected: 'Klaviyo is not connected. Connect it in Settings.',
  noProfile: 'The Klaviyo account has no profile yet. Connect your store to Klaviyo first, so that your customers are there; then connect again.',
  notShownYet: 'Klaviyo has taken our first event but does not show it yet. Connect again in a minute.',
  notSent: (why: string) => `Not sent after several tries. ${why}`,
  notSentByUs: 'Not sent after several tries, by a fault of ours that was recorded.',
  keyNotAccepted: 'Klaviyo does not accept this API key. Make a new private key in Klaviyo under Settings, API keys, and connect with it.',
  keyTooNarrow: (says: string) => `The API key may not do everything that Setwise needs${says ? ` (Klaviyo says: ${says})` : ''}. Make a key with full access, or with events, metrics, profiles, templates, flows and accounts, and connect again with it.`,
  noSuchThing: (says: string) => `Klaviyo has no such thing${says ? `: ${says}` : '.'}`,
  tooManyCalls: 'Klaviyo asks for fewer calls.',
  notReached: (why: string) => `Klaviyo could not be reached: ${why}.`,
  answered: (status: number) => `Klaviyo answered ${status}.`,
  refused: (says: string) => `Klaviyo refused: ${says}`,
  refusedSilently: (status: number) => `Klaviyo refused: it answered ${status}`,
  flowDeleted: `The flow "${FLOW}" was deleted in Klaviyo, so nothing would be sent. Connect again to make it anew.`,
  flowNotLive: (status: string) => `The flow "${FLOW}" is not live in Klaviyo (it is "${status}"), so nothing would be sent. Set it to live there, or connect again.`,
  flowEmpty: `The flow "${FLOW}" has no email any more, so nothing would be sent. Delete the flow in Klaviyo, then connect again to make it anew.`,
  emailNotLive: (status: string) => `The email in the flow "${FLOW}" is not live in Klaviyo (it is "${status}"), so nothing would be sent. Set it to live there, or connect again.`,
  emailAsks: (names: string, more: number, one: boolean, example: string) =>
    `The email in the flow "${FLOW}" was edited in Klaviyo and asks for ${names}${more > 0 ? ` and ${more} more` : ''}, which Setwise does not send, so emails would be skipped or have a gap. Take ${one ? 'it' : 'them'} out of the email there, or say what to print instead, as in ${example}; then check again.`,
} as const;
