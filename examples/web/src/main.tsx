import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const place = document.getElementById('app');
if (place !== null) createRoot(place).render(<StrictMode><App /></StrictMode>);

// A page that cannot be kept still works; it only needs its server again.
if ('serviceWorker' in navigator) navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
