// Every word of the desk in German, put together; a page's words stand in a file of their own.
import { en } from '../en/all.ts';

export const de = en;
