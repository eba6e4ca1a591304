// Keeps an open page true: the server says that something changed, the page fetches itself and takes over the new main part.
const link = document.getElementById('link');
const events = new EventSource('/events');

const say = live => {
  link.textContent = live ? link.dataset.live : link.dataset.lost;
  link.className = live ? 'live' : 'lost';
};

const refresh = async () => {
  const answer = await fetch('/', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
};

events.addEventListener('open', () => say(true));
events.addEventListener('error', () => say(false));
events.addEventListener('changed', () => refresh().catch(() => say(false)));
