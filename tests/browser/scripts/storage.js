/* Everything a page has stored in this browser. */
async () => [
  ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
  ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
  ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
  ...(window.isSecureContext ? await caches.keys() : []).map((key) => `cache ${key}`),
  ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(({ scope }) => `service worker ${scope}`),
  ...(document.cookie ? [`cookie ${document.cookie}`] : []),
]
