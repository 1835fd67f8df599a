// What a statement over all subjects of a shop says first, in its transaction.

/**
 * Room for a hundred thousand subjects beside each other; with the usual 4 MB they go through temporary files. The planner
 * takes them for a few hundred, and would sort them all to merge what a hash finds at once.
 */
export const ROOM = `SET LOCAL work_mem = '64MB'; SET LOCAL enable_mergejoin = off`;
