// Every way to write a cart, best first: the first that fits the page is used.
import type { CartStrategy } from './cart-strategy.ts';
import { dawn } from './dawn.ts';
import { horizon3 } from './horizon-3.ts';
import { plain } from './plain.ts';
import { standardActions } from './standard-actions.ts';

const STRATEGIES: readonly CartStrategy[] = [standardActions, dawn, horizon3, plain];

export const cartStrategy = (): CartStrategy => STRATEGIES.find((strategy) => strategy.fits()) ?? plain;
