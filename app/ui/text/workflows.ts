// The words of Workflows: moments, waits, what became of steps.
import { many } from './many.ts';

/** 60 → "2 days and 12 hours" */
export function duration(hours: number): string {
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  const said = [days > 0 ? `${days} ${many(days, 'day', 'days')}` : '', rest > 0 || days === 0 ? `${rest} ${many(rest, 'hour', 'hours')}` : ''];
  return said.filter((part) => part !== '').join(' and ');
}

export const workflows = {
  title: 'Workflows',
  intro: 'After a moment, one email: what completes it, in stock, not owned, above your margin floor, and only with consent.',
  name: (trigger: string): string => ({ order_placed: 'After an order', order_delivered: 'After delivery', cart_abandoned: 'After a cart is left' })[trigger] ?? trigger,
  moment: (trigger: string): string => ({ order_placed: 'Order placed', order_delivered: 'Parcel delivered', cart_abandoned: 'Checkout left' })[trigger] ?? trigger,
  sentence: (trigger: string, hours: number): string =>
    ({
      order_placed: `${duration(hours)} after an order is placed, one email says what completes it.`,
      order_delivered: `${duration(hours)} after the last parcel has arrived, one email says what is still missing.`,
      cart_abandoned: `${duration(hours)} after a checkout is left, one email says what would complete the cart.`,
    })[trigger] ?? '',
  status: (status: string): string => ({ on: 'On', off: 'Off', stopped: 'Stopped by itself' })[status] ?? status,
  open: 'Open',
  openNamed: (name: string) => `Open “${name}”`,
  neverOn: 'Nobody has entered yet. Open it to see who would get what today, before anything is sent.',
  numbers: {
    entered: 'Entered',
    waiting: 'Waiting',
    sent: 'Sent',
    heldOut: 'Held out',
    notSent: 'Not sent',
    bought: 'Bought',
  },
  counted: {
    entered: (count: string) => `${count} entered`,
    waiting: (count: string) => `${count} waiting`,
    sent: (count: string) => `${count} sent`,
    heldOut: (count: string) => `${count} held out`,
    notSent: (count: string) => `${count} not sent`,
    bought: (count: string) => `${count} bought`,
  },
  whyNot: 'Why some were not sent',
  notConnectedTitle: 'Klaviyo is not connected',
  notConnected: 'Workflows send through your Klaviyo account. You can look at each workflow and its dry run already; nothing can be switched on before.',
  connect: 'Connect Klaviyo',
  brokenTitle: 'Klaviyo sends nothing for now',
  toSettings: 'Open settings',
  stoppedTitle: 'This workflow stopped by itself',

  stepsTitle: 'Its steps, through time',
  picture: (moment: string, wait: string) => `${moment}, then ${wait} of waiting, then one email`,
  waits: (wait: string) => `waits ${wait}`,
  email: 'Email',
  daysShort: (days: number) => `${days} d`,
  hoursShort: (hours: number) => `${hours} h`,
  step: 'Step',
  when: 'When',
  howMany: 'How many',
  atOnce: 'At once',
  later: (wait: string) => `${wait} later`,
  waitTitle: 'Wait before the email',
  waitHelp: 'From 1 hour to 30 days. A new wait holds for who enters from then on. What falls due at night goes out in the morning.',
  waitAmount: 'Wait',
  unit: 'Unit',
  hours: 'hours',
  days: 'days',
  waitInvalid: 'A whole number, from 1 hour to 30 days.',
  waitSaved: 'Wait saved',

  dryRunTitle: 'Who would get what today',
  dryRunIntro: 'Your latest customers, as if the moment came for each of them now: the same gates and the same decision as at sending. Nothing is sent or kept.',
  dryRunSaid: (would: string, all: string) => `Of the latest ${all}, ${would} would get an email.`,
  dryRunNone: 'Nobody to try it on yet. Orders and checkouts of known customers appear here as they come.',
  customer: 'Customer',
  customerNo: (id: string) => `Customer ${id}`,
  guest: 'A guest',
  would: 'Would get',
  nothing: 'Nothing',
  why: 'Why',
  wouldGet: 'Would be sent',
  movedTo: (when: string) => `Would be tried again ${when}.`,
  again: 'Run it again',

  switchOn: 'Switch on',
  switchOff: 'Switch off',
  switchedOn: (name: string) => `“${name}” is on`,
  switchedOff: (name: string) => `“${name}” is off`,
  offTitle: (name: string) => `Switch off “${name}”?`,
  offBody: 'Nobody enters from then on, and nothing more of it is sent. Who waits goes on waiting: switched on again in time, their email still comes.',
} as const;
