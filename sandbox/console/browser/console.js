// The console's page: posts levers, shows what they did, keeps clock and deliveries fresh.
(() => {
  const timezone = document.body.dataset.timezone;
  const outcome = document.getElementById('outcome');
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium', timeZone: timezone });
  const hour = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: timezone });
  const count = new Intl.NumberFormat();
  const WORDS = { waiting: 'on its way', delivered: 'delivered', retrying: 'failed, will be tried again', given_up: 'given up', lost: 'lost on purpose' };
  let offsetMs = 0;

  const say = (text, bad = false) => {
    outcome.textContent = text;
    outcome.toggleAttribute('data-bad', bad);
  };

  const pull = async (lever, input) => {
    try {
      const answer = await fetch(`/console/api/${lever}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
      const { did, error } = await answer.json();
      say(did ?? error, !answer.ok);
    } catch {
      say('The sandbox does not answer. Is it still running?', true);
    }
    refresh();
  };

  for (const form of document.querySelectorAll('form[data-lever]')) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return;
      const input = {};
      for (const field of form.elements) {
        if (!field.name) continue;
        if (field.type === 'checkbox') input[field.name] = field.checked;
        else if (field.value !== '' || field.name === 'cost') input[field.name] = field.value;
      }
      const button = form.querySelector('button');
      button.disabled = true;
      await pull(form.dataset.lever, input);
      button.disabled = false;
    });
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-lever]');
    if (button) pull(button.dataset.lever, JSON.parse(button.dataset.input));
  });

  // Fields that know the shop's things
  const known = new Map();
  const suggest = async (field) => {
    const kind = field.dataset.suggest;
    const found = await fetch(`/console/api/suggest/${kind}s?q=${encodeURIComponent(field.value)}`).then((answer) => answer.json());
    const option = {
      product: (one) => [one.handle, `${one.title} · ${one.price} · ${one.stock} left`],
      customer: (one) => [one.email, `${one.name} · ${one.locale} · ${one.agreed ? 'agreed to email' : 'did not agree to email'}`],
      order: (one) => [one.name, `${hour.format(new Date(one.at))} · ${one.lines.join(', ')}${one.cancelled ? ' · cancelled' : ''}`],
    }[kind];
    if (kind === 'product') for (const one of found) known.set(one.handle, one);
    document.getElementById(`list-${kind}`).replaceChildren(...found.map((one) => {
      const [value, label] = option(one);
      return Object.assign(document.createElement('option'), { value, label });
    }));
    if (kind === 'product') showVariants(field);
  };
  const showVariants = (field) => {
    const select = field.form.querySelector('select[data-variants]');
    if (!select) return;
    const variants = known.get(field.value)?.variants ?? [];
    select.replaceChildren(new Option('', ''), ...(variants.length > 1 ? variants.map((one) => new Option(`${one.title} · ${one.price} · ${one.available} left`, one.id)) : []));
  };
  for (const field of document.querySelectorAll('[data-suggest]')) {
    let timer;
    field.addEventListener('focus', () => suggest(field));
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => suggest(field), 120);
    });
  }

  const cell = (text, className) => Object.assign(document.createElement('td'), { textContent: text, ...(className ? { className } : {}) });

  const deliveryRow = (one) => {
    const row = document.createElement('tr');
    const state = document.createElement('td');
    state.append(Object.assign(document.createElement('span'), {
      textContent: WORDS[one.state] + (one.problem ? `: ${one.problem}` : ''),
      className: one.state === 'delivered' ? 'good' : one.state === 'waiting' ? '' : 'bad',
    }));
    const repeat = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: 'Repeat' });
    repeat.dataset.lever = 'repeat-delivery';
    repeat.dataset.input = JSON.stringify({ id: one.id });
    repeat.setAttribute('aria-label', `Repeat ${one.topic}`);
    const last = document.createElement('td');
    last.append(repeat);
    row.append(
      cell(hour.format(new Date(one.triggeredAt))), cell(one.topic), state, cell(one.status ?? '–', 'end'), cell(one.attempts, 'end'),
      cell(one.durationMs === null ? '–' : `${one.durationMs} ms`, 'end'), last,
    );
    return row;
  };

  let shown = '';
  const refresh = async () => {
    const state = await fetch('/console/api/state').then((answer) => answer.json(), () => null);
    if (!state) return;
    offsetMs = state.clock.offsetMs;
    const { counts, app, webhooks } = state;
    document.getElementById('counts').textContent = `${state.shop.domain} · ${count.format(counts.products)} products · ${count.format(counts.customers)} customers · ${count.format(counts.orders)} orders`;
    document.getElementById('app').textContent = app.installed ? `Installed with ${app.scopes.join(', ')}.` : 'Setwise is not installed. Open it from the admin.';
    document.getElementById('hold').disabled = webhooks.holding;
    document.getElementById('release').disabled = !webhooks.holding;
    // Rows are only replaced when something changed, so that focus on a button stays.
    const now = JSON.stringify(state.deliveries);
    if (state.deliveries.length > 0 && now !== shown) document.getElementById('deliveries').replaceChildren(...state.deliveries.map(deliveryRow));
    shown = now;
  };

  const tick = () => {
    const now = new Date(Date.now() + offsetMs);
    const clock = document.getElementById('now');
    clock.dateTime = now.toISOString();
    clock.textContent = day.format(now);
    const days = Math.round((offsetMs / 86_400_000) * 10) / 10;
    document.getElementById('offset').textContent = days === 0 ? '' : `(${days > 0 ? '+' : ''}${days} ${Math.abs(days) === 1 ? 'day' : 'days'})`;
  };
  setInterval(tick, 1000);
  setInterval(refresh, 2000);
  refresh().then(tick);
})();
