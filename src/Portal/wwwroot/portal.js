// Keeps an open page true: the server says that something changed, the page fetches itself and takes over the new main part.
const events = new EventSource('/events');

// The word on whether it is live stands in the main part, which is exchanged: it is looked up and said anew each time.
const say = live => {
  const link = document.getElementById('link');
  link.textContent = live ? link.dataset.live : link.dataset.lost;
  link.className = live ? 'live' : 'lost';
};

const refresh = async () => {
  // Nobody sits here for certain: the header says that this does not prolong the sign-in.
  const answer = await fetch(location.pathname + location.search, { cache: 'no-store', headers: { 'X-Refresh': '1' } });
  // Signed out meanwhile: the sign-in page is opened, not shown inside this one.
  if (answer.redirected) return location.reload();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
  say(true);
};

events.addEventListener('open', () => say(true));
events.addEventListener('error', () => {
  say(false);
  // Not a pause but an end: the server answered, with something else than events.
  if (events.readyState === EventSource.CLOSED) refresh().catch(() => say(false));
});
events.addEventListener('changed', () => refresh().catch(() => say(false)));
