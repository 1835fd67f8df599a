// Everything that Nordlicht Foto sells.
import { CAMERAS } from './cameras.ts';
import { CARRYING } from './carrying.ts';
import { FILM_AND_CARE } from './film-and-care.ts';
import type { Item } from './item.ts';
import { LENSES_AND_FILTERS } from './lenses.ts';
import { POWER_AND_STORAGE } from './power-and-storage.ts';
import { STAGE } from './stage.ts';

export const CATALOGUE: readonly Item[] = [...CAMERAS, ...LENSES_AND_FILTERS, ...POWER_AND_STORAGE, ...CARRYING, ...STAGE, ...FILM_AND_CARE];
