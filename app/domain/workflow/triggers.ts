// Every trigger, in the order in which a customer meets them. To add one: a file in triggers/, a line here.
import { cartAbandoned } from './triggers/cart-abandoned.ts';
import { orderDelivered } from './triggers/order-delivered.ts';
import { orderPlaced } from './triggers/order-placed.ts';
import type { Trigger } from './triggers/trigger.ts';

export const TRIGGERS = {
  cart_abandoned: cartAbandoned,
  order_placed: orderPlaced,
  order_delivered: orderDelivered,
} as const satisfies Record<string, Trigger>;

export type TriggerName = keyof typeof TRIGGERS;

export const TRIGGER_NAMES = Object.keys(TRIGGERS) as TriggerName[];

export const isTrigger = (text: string): text is TriggerName => Object.hasOwn(TRIGGERS, text);

/** The least and the most a merchant may let pass between moment and step. */
export const WAIT_HOURS = { min: 1, max: 30 * 24 } as const;
