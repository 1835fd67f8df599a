// The German of why something on the other pages was not done.
import type { Says } from '../says.ts';

export const desk: Says['desk'] = {
  shopGone: 'Der Shop ist nicht hier.',
  storeNotRead: 'Ihr Shop wird gerade eingelesen oder wurde noch nicht vollständig eingelesen. Danach kann er abgeglichen werden.',
  noPlacement: (name) => `Eine Platzierung „${name}“ gibt es nicht.`,
  holdoutRange: (least, most) => `In der Kontrollgruppe können zwischen ${least} und ${most} % sein.`,
  measureBounds: 'Eine wissenswerte Wirkung liegt zwischen 1 und 100 %, von einem Besucher muss mehr als nichts zählen, und E-Mails kosten nichts oder mehr.',
  noWorkflow: (name) => `Für den Moment „${name}“ gibt es keinen Workflow.`,
  waitRange: (least, most) => `Die Wartezeit beträgt ${least} bis ${most} ganze Stunden.`,
  ruleChangedMeanwhile: 'Jemand anderes hat diese Regel geändert, während Sie sie bearbeitet haben. Laden Sie sie neu, um ihren Stand zu sehen.',
  rulesFull: (most) => `Es gibt schon ${most} Regeln. Entfernen Sie eine, die Sie nicht mehr brauchen, und fügen Sie dann diese hinzu.`,
  rulesMovedMeanwhile: 'Jemand anderes hat inzwischen eine Regel hinzugefügt oder entfernt. Laden Sie die Seite neu, und ordnen Sie dann.',
  ruleGone: 'Diese Regel ist nicht mehr da: Jemand hat sie entfernt.',
  requestGone: 'Über diese Person ist nichts mehr gespeichert.',
  customerUnknown: 'Ein Kunde mit dieser ID ist hier nicht bekannt. Kunden erscheinen, sobald Shopify von ihnen berichtet, und verschwinden, wenn sie um Löschung bitten.',
  noSuchAddress: 'Shopify kennt keinen Kunden mit dieser Adresse. Suchen Sie nach einem Tippfehler, oder wählen Sie einen von denen, die fällig sind.',
  neitherAddressNorId: 'Das ist weder eine E-Mail-Adresse noch eine Kunden-ID, die nur aus Ziffern besteht.',
  nothingBought: 'Noch nichts gekauft, das ein Angebot vervollständigen könnte',
  nothingBoughtOrLeft: 'Noch nichts gekauft oder liegen gelassen, das eine E-Mail vervollständigen könnte',
};
