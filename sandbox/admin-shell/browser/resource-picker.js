// Stands in for App Bridge's resource picker, as far as products and collections: a dialog with a search, boxes to tick, and
// the promise that the page waits for. https://shopify.dev/docs/api/app-bridge-library/apis/resource-picker
const TITLES = { product: 'products', collection: 'collections' };

/** @returns what is ticked when it is confirmed; undefined when it is closed otherwise */
export async function pick({ type, multiple = false, selectionIds = [], query = '' }, origin) {
  if (!TITLES[type]) throw new Error(`The sandbox's picker has no "${type}".`);
  const chosen = new Map(selectionIds.map(({ id }) => [id, { id, title: '' }]));
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.innerHTML = `<style>
    dialog { width: min(36rem, 92vw); max-height: 80vh; padding: 0; border: 0; border-radius: 12px; font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 12px 48px #0006; }
    dialog::backdrop { background: #0008; }
    form { display: flex; flex-direction: column; max-height: 80vh; margin: 0; }
    header, footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px; }
    h2 { margin: 0 auto 0 0; font-size: 16px; }
    input[type=search] { margin: 0 16px 8px; padding: 8px 10px; border: 1px solid #8a8a8a; border-radius: 8px; font: inherit; }
    ul { flex: 1; margin: 0; padding: 0; overflow: auto; list-style: none; border-block: 1px solid #e3e3e3; }
    label { display: flex; gap: 10px; align-items: center; padding: 9px 16px; cursor: pointer; }
    label:hover { background: #f4f4f4; }
    li.none { padding: 16px; color: #616161; }
    footer span { margin-right: auto; color: #616161; }
    button { min-height: 32px; padding: 4px 14px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; font: inherit; cursor: pointer; }
    button.add { background: #303030; border-color: #303030; color: #fff; }
    :focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
  </style>
  <dialog aria-labelledby="title"><form method="dialog">
    <header><h2 id="title">Add ${TITLES[type]}</h2></header>
    <input type="search" aria-label="Search ${TITLES[type]}" placeholder="Search ${TITLES[type]}">
    <ul aria-label="${TITLES[type]}"></ul>
    <footer><span aria-live="polite"></span><button value="cancel" formnovalidate>Cancel</button><button class="add" value="add">Add</button></footer>
  </form></dialog>`;
  document.body.append(host);
  const dialog = shadow.querySelector('dialog');
  const search = shadow.querySelector('input');
  const list = shadow.querySelector('ul');
  const count = () => { shadow.querySelector('footer span').textContent = `${chosen.size} selected`; };

  const show = async () => {
    const answer = await fetch(`${origin}/resource-picker/${type}?q=${encodeURIComponent(search.value)}`);
    list.replaceChildren(...(await answer.json()).map(row));
    if (list.childElementCount === 0) list.append(Object.assign(document.createElement('li'), { className: 'none', textContent: `No ${TITLES[type]} found.` }));
  };
  const row = (resource) => {
    const item = document.createElement('li');
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: chosen.has(resource.id) });
    if (box.checked) chosen.set(resource.id, resource);
    box.addEventListener('change', () => {
      if (box.checked && multiple === false) chosen.clear();
      if (box.checked) chosen.set(resource.id, resource);
      else chosen.delete(resource.id);
      count();
    });
    label.append(box, resource.title);
    item.append(label);
    return item;
  };

  search.value = query;
  search.addEventListener('input', show);
  // Enter looks, it does not add.
  search.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  await show();
  count();
  dialog.showModal();
  search.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      host.remove();
      resolve(dialog.returnValue === 'add' ? [...chosen.values()] : undefined);
    });
  });
}
