// The rooms of the desk, in the order of the admin's menu.
import { text } from './text/text.ts';

export interface Door {
  to: string;
  label: string;
  home?: true;
}

export const doors = (): Door[] => [
  { to: '/app', label: text.doors.home, home: true },
  { to: '/app/sets', label: text.doors.sets },
  { to: '/app/rules', label: text.doors.rules },
  { to: '/app/workflows', label: text.doors.workflows },
  { to: '/app/placements', label: text.doors.placements },
  { to: '/app/guardrails', label: text.doors.guardrails },
  { to: '/app/results', label: text.doors.results },
  { to: '/app/tests', label: text.doors.tests },
  { to: '/app/activity', label: text.doors.activity },
  { to: '/app/data-health', label: text.doors.dataHealth },
  { to: '/app/settings', label: text.doors.settings },
];
