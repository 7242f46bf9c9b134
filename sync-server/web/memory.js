// What this browser remembers about this link; a browser that may not keep anything forgets it with the
// page.
const forgetful = new Map();

function remembered(name, otherwise) {
    const key = 'raskadr' + base + '#' + name;
    try {
        const kept = localStorage.getItem(key);
        return kept === null ? otherwise : JSON.parse(kept);
    } catch {
        return forgetful.has(key) ? forgetful.get(key) : otherwise;
    }
}

function remember(name, value) {
    const key = 'raskadr' + base + '#' + name;
    try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
    } catch {
        forgetful.set(key, value);
    }
}

function guestName() { return page.guest || remembered('name', ''); }
function setGuestName(name) {
    page.guest = name;
    remember('name', name);
    announce('name');
}
