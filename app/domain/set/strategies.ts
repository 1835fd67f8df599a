// Every strategy. To add one: a file in strategies/, a line here, its bounds in check-definition.ts.
import type { Strategy } from './set-definition.ts';
import { completion } from './strategies/completion.ts';
import { ecosystem } from './strategies/ecosystem.ts';
import { evolution } from './strategies/evolution.ts';
import type { SetStrategy } from './strategies/strategy.ts';
import { upsell } from './strategies/upsell.ts';

export const STRATEGY: Record<Strategy, SetStrategy> = { completion, upsell, ecosystem, evolution };
