// Which names a template asks an event for that the event never has. Klaviyo's templates are Django's
// (https://developers.klaviyo.com/en/docs/use-filters-to-customize-variables). What a template provides for is no fault: a `|default:`, a
// condition, and what stands behind a condition that such an event never meets. Unknown tags and filters are passed over:
// better to miss one than to stop a merchant's emails for nothing. Pure.
import type { Shape } from '#app/contract/klaviyo/event-shape.ts';

/** null: nobody can say what is in it, or it is not the event's. */
type Known = Shape | null;
type Scope = ReadonlyMap<string, Known>;
/** What a condition comes to: false means never. */
type Truth = boolean | 'open';

interface Block {
  tag: string;
  scope: Scope;
  /** Whether what stands here is ever printed. */
  alive: boolean;
  /** Of an `if`: a branch before is always taken, so no later one is. */
  taken: boolean;
}

interface Found {
  shape: Known;
  /** What is asked for, as it is written, and is not there. */
  lacking: string[];
}

/** On one line, as Django has it. The lengths are bounded, as is what follows: a template is a stranger's text. */
const PIECES = /\{\{(.{0,1000}?)\}\}|\{%(.{0,1000}?)%\}|\{#.{0,1000}?#\}/g;
const READ_CHARACTERS = 500_000;
const DEEPEST = 50;
const OPENS = new Set(['if', 'for', 'with', 'comment', 'verbatim']);
/** What stands in these is no template. */
const UNREAD = new Set(['comment', 'verbatim']);
const ENTITIES: Readonly<Record<string, string>> = { '&#39;': "'", '&#x27;': "'", '&apos;': "'", '&quot;': '"', '&#34;': '"', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ', '&amp;': '&' };

/** @returns as written, each once, in their order: "event.points", "event|lookup:'Points'" */
export function lackingNames(template: string, event: Shape): string[] {
  const names = new Set<string>();
  const blocks: Block[] = [{ tag: '', scope: new Map([['event', event]]), alive: true, taken: false }];
  for (const [, printed, tag] of template.slice(0, READ_CHARACTERS).matchAll(PIECES)) {
    const block = blocks.at(-1) as Block;
    if (blocks.length > DEEPEST) break;
    if (UNREAD.has(block.tag) && tag?.trim().split(/\s/)[0] !== `end${block.tag}`) continue;
    const asked = printed === undefined ? readTag(unescaped(tag ?? ''), block, blocks) : evaluated(unescaped(printed), block.scope).lacking;
    if (block.alive) for (const name of asked) names.add(name);
  }
  return [...names];
}

/** Opens, turns and closes blocks. @returns what the tag itself asks for in vain */
function readTag(written: string, block: Block, blocks: Block[]): string[] {
  const [, tag = '', rest = ''] = /^-?\s*(\w+)\s*([\s\S]*?)\s*-?$/.exec(written) ?? [];
  const outer = blocks.at(-2);
  if (tag.startsWith('end') && OPENS.has(tag.slice(3))) {
    if (outer && block.tag === tag.slice(3)) blocks.pop();
    return [];
  }
  if (UNREAD.has(tag)) blocks.push({ ...block, tag, alive: false });
  else if (tag === 'if') blocks.push(branch({ ...block, tag, taken: false }, block.alive, truthOf(rest, block.scope)));
  else if (tag === 'elif' && outer && block.tag === 'if') Object.assign(block, branch(block, outer.alive, truthOf(rest, block.scope)));
  else if (tag === 'else' && outer && block.tag === 'if') Object.assign(block, branch(block, outer.alive, true));
  else if (tag === 'empty' && outer) block.scope = outer.scope;
  else if (tag === 'for') return openFor(rest, block, blocks);
  else if (tag === 'with') return openWith(rest, block, blocks);
  else return words(rest).flatMap((word) => evaluated(word.replace(/^\w+=/, ''), block.scope).lacking);
  return [];
}

const branch = (block: Block, alive: boolean, truth: Truth): Block => ({ ...block, alive: alive && !block.taken && truth !== false, taken: block.taken || truth === true });

function openFor(rest: string, block: Block, blocks: Block[]): string[] {
  const [, bound = '', list = ''] = /^([\w\s,]+?)\s+in\s+([\s\S]+?)(?:\s+reversed)?$/.exec(rest) ?? [];
  const names = bound.split(',').map((name) => name.trim());
  // `for name, value in event.items` is Django's way through everything that an event has.
  const pairs = names.length > 1;
  const { shape, lacking } = pairs ? { shape: null, lacking: [] } : evaluated(list, block.scope);
  const item = shape !== null && shape !== 'value' && 'item' in shape ? shape.item : null;
  blocks.push({ ...block, tag: 'for', taken: false, scope: new Map([...block.scope, ...names.map((name) => [name, item] as const), ['forloop', null]]) });
  return lacking;
}

/** `with a=event.x b=event.y`, and the older `with event.x as a`. */
function openWith(rest: string, block: Block, blocks: Block[]): string[] {
  const [, older, name] = /^([\s\S]+?)\s+as\s+(\w+)$/.exec(rest) ?? [];
  const bound = older && name ? [[name, older] as const] : words(rest).flatMap((word) => (/^\w+=/.test(word) ? [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const] : []));
  const found = bound.map(([to, from]) => [to, evaluated(from, block.scope)] as const);
  blocks.push({ ...block, tag: 'with', taken: false, scope: new Map([...block.scope, ...found.map(([to, { shape }]) => [to, shape] as const)]) });
  return found.flatMap(([, { lacking }]) => lacking);
}

/** Django knows no brackets: `or` of `and` of `not`. */
function truthOf(condition: string, scope: Scope): Truth {
  const any = (truths: Truth[]): Truth => (truths.includes(true) ? true : truths.every((truth) => truth === false) ? false : 'open');
  const not = (truth: Truth): Truth => (truth === 'open' ? truth : !truth);
  return any(condition.split(/\s+or\s+/).map((part) => not(any(part.split(/\s+and\s+/).map((one) => not(truthOfOne(one.trim(), scope)))))));
}

/** Nothing is false, equals nothing that is written out, is in no list and is not more than anything. */
function truthOfOne(one: string, scope: Scope): Truth {
  if (/^not\s/.test(one)) {
    const truth = truthOfOne(one.slice(3).trim(), scope);
    return truth === 'open' ? truth : !truth;
  }
  const [left = '', operator] = words(one);
  const { lacking, shape } = evaluated(left, scope);
  if (lacking.length === 0 || shape !== null) return 'open';
  return operator === undefined || ['==', '=', 'in', '<', '>', '<=', '>='].includes(operator) ? false : 'open';
}

/** A name with its filters. */
function evaluated(expression: string, scope: Scope): Found {
  const [path = '', ...filters] = split(expression.trim(), '|').map((part) => part.trim());
  const [head = '', ...steps] = /^[a-z_$]/i.test(path) ? path.split('.') : [];
  let shape: Known = scope.get(head) ?? null;
  let written = head;
  let missing: string | null = null;
  const step = (name: string, as: string): void => {
    written += as;
    const next = missing === null && shape !== null ? inside(shape, name) : null;
    if (next === undefined) missing = written;
    shape = next ?? null;
  };
  for (const name of steps) step(name, `.${name}`);
  const lacking: string[] = [];
  for (const filter of filters) {
    const [, name = '', given = ''] = /^(\w+)\s*(?::\s*([\s\S]+))?$/.exec(filter) ?? [];
    const literal = /^(['"])([\s\S]*)\1$/.exec(given)?.[2];
    if (name === 'lookup' && literal !== undefined) step(literal, `|lookup:'${literal}'`);
    else {
      if (literal === undefined) lacking.push(...evaluated(given, scope).lacking);
      if (name === 'default' || name === 'default_if_none') missing = null;
      else if (missing === null) shape = null;
    }
  }
  return { shape, lacking: missing === null ? lacking : [missing, ...lacking] };
}

/** @returns undefined: it is not there; null: nobody can say. What begins with $ Klaviyo adds itself. */
function inside(shape: Shape, name: string): Known | undefined {
  if (shape === 'value' || name.startsWith('$')) return null;
  if ('fields' in shape) return shape.fields.get(name);
  return /^\d+$/.test(name) && Number(name) < shape.most ? shape.item : undefined;
}

const words = (text: string): string[] => split(text.trim(), ' ').filter((word) => word !== '');

/** Where quotes are not open. */
function split(text: string, by: '|' | ' '): string[] {
  const parts = [''];
  let quote = '';
  for (const sign of text) {
    if (quote === '' && (sign === by || (by === ' ' && /\s/.test(sign)))) parts.push('');
    else parts[parts.length - 1] += sign;
    if (sign === quote) quote = '';
    else if (quote === '' && (sign === "'" || sign === '"')) quote = sign;
  }
  return parts;
}

/** An editor may have written what stands in an attribute as HTML. */
const unescaped = (written: string): string => written.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity).trim();
