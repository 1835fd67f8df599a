// The heading of a set: what the customer is trying to do with the anchor. Plain and true of any product of its kind;
// where nothing is known of the kind, it says no more than that these complete it.

const BEGINNINGS: readonly (readonly [kind: RegExp, beginning: string])[] = [
  [/\b(camera|lens|camcorder)$/, 'Ready to shoot with your'],
  [/\b(film)$/, 'From the first frame to the print with your'],
  [/\b(tripod|monopod|gimbal)$/, 'Steady and ready with your'],
  [/\b(flash|light|lamp)$/, 'Ready to light with your'],
  [/\b(printer)$/, 'Ready to print with your'],
  [/\b(drone)$/, 'Ready to fly with your'],
  [/\b(microphone|recorder)$/, 'Ready to record with your'],
  [/\b(backpack|suitcase|camera bag|travel bag)$/, 'Packed and ready with your'],
  [/\b(bike|bicycle|scooter)$/, 'Ready to ride with your'],
  [/\b(tent|sleeping bag|stove)$/, 'Ready to camp with your'],
  [/\b(coffee|espresso|grinder|coffee maker|espresso machine)$/, 'Ready to brew with your'],
  [/\b(teapot|teacup|tea set)$/, 'Ready to pour with your'],
  [/\b(cake tin|baking tin|mixing bowl|cake mould)$/, 'Ready to bake with your'],
  [/\b(guitar|ukulele|keyboard|drum)$/, 'Ready to play with your'],
  [/\b(laptop|notebook|monitor|desk)$/, 'Ready to work with your'],
];

const LONGEST_TITLE = 48;

/** @param kind the anchor's kind, lower case; empty where it is not known */
export function goalFor(anchorTitle: string, kind: string): string {
  const beginning = BEGINNINGS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'Complete your';
  return `${beginning} ${shortTitle(anchorTitle)}`;
}

/** The title as one would say it: without what follows a dash, bar or bracket, and not in capitals. */
export function shortTitle(title: string): string {
  const said = title.trim().replace(/\s+/g, ' ').split(/ [-–—|] |[,(]/)[0]!.trim() || title.trim();
  const calm = /\p{Lu}{4}/u.test(said) && said === said.toUpperCase() ? said.toLowerCase() : said;
  if (calm.length <= LONGEST_TITLE) return calm;
  return calm.slice(0, LONGEST_TITLE + 1).replace(/\s+\S*$/, '');
}
