// Polaris closes a list at once whose field stands at the edge of the frame, as if it had been scrolled away.

/** Room for the field and the beginning of its list. */
const ROOM_PX = 160;

/** Scrolls, without a jump where there is room already. */
export function keepInView(field: Element | null): void {
  if (!field) return;
  const { top, bottom } = field.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight - ROOM_PX) field.scrollIntoView({ block: 'center' });
}
