// The extension's own words, by their key in locales/.
export type Wording = (key: WordingKey, values?: { title?: string; price?: string }) => string;

export type WordingKey = 'price_was' | 'options' | 'options_for' | 'have_it' | 'not_for_me' | 'none' | 'cancel' | 'noted_have_it' | 'noted_not_for_me' | 'noted_none' | 'undo' | 'failed';
