// One message: how wide, how dark, with images or without, as HTML or as text. The frame is as tall as the email.
(() => {
  const paper = document.querySelector('.paper');
  if (!paper) return;
  const frame = paper.querySelector('iframe');
  const text = paper.querySelector('pre');
  const body = `/inbox/messages/${document.querySelector('main').dataset.message}/body`;
  const chosen = new Set();

  const heighten = () => {
    const root = frame.contentDocument?.documentElement;
    // A frame is never shorter inside than outside: it is measured folded.
    frame.style.height = '0';
    if (root) frame.style.height = `${Math.max(200, root.scrollHeight)}px`;
  };
  frame.addEventListener('load', heighten);
  if (frame.contentDocument?.readyState === 'complete') heighten();

  for (const button of document.querySelectorAll('[data-width][aria-pressed]')) {
    button.addEventListener('click', () => {
      for (const other of document.querySelectorAll('button[data-width]')) other.setAttribute('aria-pressed', String(other === button));
      paper.dataset.width = button.dataset.width;
      requestAnimationFrame(heighten);
    });
  }
  for (const button of document.querySelectorAll('[data-toggle]')) {
    button.addEventListener('click', () => {
      const { toggle } = button.dataset;
      const on = !chosen.delete(toggle) && !!chosen.add(toggle);
      button.setAttribute('aria-pressed', String(on));
      if (toggle === 'text') {
        frame.hidden = on;
        text.hidden = !on;
        return;
      }
      paper.toggleAttribute('data-dark', chosen.has('dark'));
      frame.src = `${body}?${[...chosen].filter((name) => name !== 'text').join('&')}`;
    });
  }
})();
