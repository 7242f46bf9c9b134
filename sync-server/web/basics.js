const page = document.body.dataset;
const base = page.base || '';
const isFolder = page.page === 'folder';
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const bus = new EventTarget();

function find(selector, within = document) { return within.querySelector(selector); }

// Attributes named on… are listeners; what strangers wrote only ever becomes a text node.
function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
        else if (value === true) made.setAttribute(name, '');
        else if (value !== false && value != null) made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child != null && child !== false));
    return made;
}

function icon(name) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    made.setAttribute('class', 'icon');
    made.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', '#i-' + name);
    made.append(use);
    return made;
}

function announce(event, detail) { bus.dispatchEvent(new CustomEvent(event, {detail})); }
function on(event, act) { bus.addEventListener(event, ({detail}) => act(detail)); }

// With the next frame, or soon where there are none: nobody looks at a hidden page.
function afterPaint(act) {
    let isDone = false;
    const once = () => { if (!isDone) { isDone = true; act(); } };
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, 300);
}

// Lets the browser answer and paint between two pieces of some work.
const breathe = window.scheduler?.yield ? () => window.scheduler.yield() : () => new Promise(done => setTimeout(done));

// Only what differs is touched, so that the focus and the place of a list stay.
function setChildren(place, wanted) {
    const kept = new Set(wanted);
    for (const child of [...place.children]) if (!kept.has(child)) child.remove();
    wanted.forEach((child, i) => { if (place.children[i] !== child) place.insertBefore(child, place.children[i] || null); });
}
function setText(place, text) { if (place.textContent !== text) place.textContent = text; }

// For those who listen to the page instead of looking at it.
function say(text) {
    const place = find('dialog[open]:last-of-type .unseen[role=status]') || find('#say');
    place.textContent = '';
    setTimeout(() => { place.textContent = text; }, 50);
}

function counted(count, one, few, many) {
    const last = count % 10, teen = count % 100 > 10 && count % 100 < 15;
    return `${count} ${teen || last === 0 || last > 4 ? many : last === 1 ? one : few}`;
}

function clock(seconds) {
    const s = Math.max(0, Math.floor(seconds)), two = n => String(n).padStart(2, '0');
    return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}`
        : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

// By hand: the formats of the browser cost a phone tens of milliseconds before the first of them is made.
const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];
function dayOf(date) { return `${date.getDate()}\u00a0${months[date.getMonth()]}`; }
function timeOf(date) { return [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, '0')).join(':'); }
function dayAndTime(date) { return `${dayOf(date)}, ${timeOf(date)}`; }

function isSameDay(a, b) { return a.toDateString() === b.toDateString(); }
function moment(ms) {
    const then = new Date(ms), now = new Date();
    if (isSameDay(then, now)) return timeOf(then);
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
    return isSameDay(then, yesterday) ? `вчера, ${timeOf(then)}` : dayAndTime(then);
}

function letters(name) {
    const words = name.split(/[\s,.]+/).filter(Boolean);
    return words.slice(0, 2).map(word => [...word][0].toUpperCase()).join('');
}

function randomKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

let toastTimer = 0;
// One line at the foot of the page, with at most one thing to do about it.
function toast(text, action, act, stays = false) {
    clearTimeout(toastTimer);
    find('.toast')?.remove();
    const made = el('div', {class: 'toast', role: 'status'}, text, action &&
        el('button', {class: 'text-button', type: 'button', onclick: () => { made.remove(); act(); }}, action));
    (document.querySelector('dialog.reel[open]') || document.querySelector('dialog[open]') || document.body).append(made);
    if (!stays) toastTimer = setTimeout(() => made.remove(), 6000);
}
