// The German of what is wrong with Klaviyo's connection, and what to do. Klaviyo's own menu is English.
import type { Says } from '../says.ts';

const FLOW = 'Setwise: step ready (email)';

export const klaviyo: Says['klaviyo'] = {
  notAKey: 'Das ist kein privater API-Schlüssel: Ein solcher beginnt mit pk_. Klaviyo zeigt sie unter Settings, API keys.',
  halfway: 'Klaviyo ist nicht fertig eingerichtet. Verbinden Sie noch einmal.',
  drafted: 'Der Flow in Klaviyo ist seit dem Aufräumen ein Entwurf, es würde also nichts gesendet. Um wieder zu senden, setzen Sie ihn in Klaviyo auf live und prüfen Sie, oder verbinden Sie noch einmal.',
  notConnected: 'Klaviyo ist nicht verbunden. Verbinden Sie es in den Einstellungen.',
  noProfile: 'Das Klaviyo-Konto hat noch kein Profil. Verbinden Sie zuerst Ihren Shop mit Klaviyo, damit Ihre Kunden dort sind; verbinden Sie dann noch einmal.',
  notShownYet: 'Klaviyo hat unser erstes Ereignis angenommen, zeigt es aber noch nicht. Verbinden Sie in einer Minute noch einmal.',
  notSent: (why) => `Nach mehreren Versuchen nicht gesendet. ${why}`,
  notSentByUs: 'Nach mehreren Versuchen nicht gesendet, durch einen Fehler bei uns, der festgehalten wurde.',
  keyNotAccepted: 'Klaviyo akzeptiert diesen API-Schlüssel nicht. Erstellen Sie in Klaviyo unter Settings, API keys einen neuen privaten Schlüssel, und verbinden Sie damit.',
  keyTooNarrow: (says) => `Der API-Schlüssel darf nicht alles, was Setwise braucht${says ? ` (Klaviyo sagt: ${says})` : ''}. Erstellen Sie einen Schlüssel mit vollem Zugriff oder mit Events, Metrics, Profiles, Templates, Flows und Accounts, und verbinden Sie damit noch einmal.`,
  noSuchThing: (says) => `Das gibt es in Klaviyo nicht${says ? `: ${says}` : '.'}`,
  tooManyCalls: 'Klaviyo bittet um weniger Anfragen.',
  notReached: (why) => `Klaviyo war nicht erreichbar: ${why}.`,
  answered: (status) => `Klaviyo hat mit ${status} geantwortet.`,
  refused: (says) => `Klaviyo hat abgelehnt: ${says}`,
  refusedSilently: (status) => `Klaviyo hat abgelehnt, mit ${status}`,
  flowDeleted: `Der Flow „${FLOW}“ wurde in Klaviyo gelöscht, es würde also nichts gesendet. Verbinden Sie noch einmal, um ihn neu anzulegen.`,
  flowNotLive: (status) => `Der Flow „${FLOW}“ ist in Klaviyo nicht live (er ist „${status}“), es würde also nichts gesendet. Setzen Sie ihn dort auf live, oder verbinden Sie noch einmal.`,
  flowEmpty: `Der Flow „${FLOW}“ hat keine E-Mail mehr, es würde also nichts gesendet. Löschen Sie den Flow in Klaviyo, und verbinden Sie dann noch einmal, um ihn neu anzulegen.`,
  emailNotLive: (status) => `Die E-Mail im Flow „${FLOW}“ ist in Klaviyo nicht live (sie ist „${status}“), es würde also nichts gesendet. Setzen Sie sie dort auf live, oder verbinden Sie noch einmal.`,
  emailAsks: (names, more, one, example) =>
    `Die E-Mail im Flow „${FLOW}“ wurde in Klaviyo geändert und fragt nach ${names}${more > 0 ? ` und ${more} weiteren` : ''}, was Setwise nicht sendet; E-Mails würden also ausgelassen oder hätten eine Lücke. Nehmen Sie ${one ? 'es' : 'sie'} dort aus der E-Mail, oder sagen Sie, was stattdessen stehen soll, etwa ${example}; prüfen Sie dann noch einmal.`,
};
