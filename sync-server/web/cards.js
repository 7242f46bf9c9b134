// The grid: what each card says, the filters above it, and covers that play under the pointer.
const shots = find('#shots');

function card(shot) { return document.getElementById('s-' + shot.id); }

// What a card says now. If nothing happened since the server drew the page, most have nothing to draw.
function isAsServed() { return Number(page.seq) === board.seq && Number(page.revision) === board.revision; }

function drawCard(shot) {
    const verdict = verdictOf(shot), comments = countOf(shot), state = [verdict, comments, Boolean(shot.isNew), hasNews(shot)].join();
    const item = state === (shot.drawn ?? (isAsServed() && [shot.verdict, shot.comments, shot.changed, false].join())) ? null : card(shot);
    shot.drawn = state;
    if (!item) return;
    item.classList.toggle('accepted', verdict === 'accepted');
    item.classList.toggle('changes', verdict === 'changes');
    item.classList.toggle('changed', shot.isNew);
    item.classList.toggle('answered', hasNews(shot));
    const link = find('a', item);
    const words = {accepted: 'Принято', changes: 'Нужны правки'}[verdict] || '';
    let line = find('small', link);
    if (!words && !comments && !shot.isNew) return line?.remove();
    if (!line) link.append(line = el('small'));
    line.replaceChildren(...[shot.isNew && el('em', {}, 'Обновлён'), words].filter(Boolean));
    if (comments) line.dataset.comments = comments;
    else delete line.dataset.comments;
}

const filters = [
    ['all', 'Все', () => true],
    ['changed', 'Обновлённые', shot => shot.isNew],
    ['open', 'Без решения', shot => shot.kind !== 'none' && verdictOf(shot) === 'none'],
    ['accepted', 'Принято', shot => verdictOf(shot) === 'accepted'],
    ['changes', 'Нужны правки', shot => verdictOf(shot) === 'changes'],
];

function drawFilters() {
    const place = find('.filters');
    const isJudged = board.shots.some(shot => board.canComment ? shot.kind !== 'none' : verdictOf(shot) !== 'none');
    if (!isJudged && !board.shots.some(shot => shot.isNew)) return;
    for (const [id, name, fits] of filters) {
        const count = board.shots.filter(fits).length;
        let choice = find('#show-' + id);
        if (!choice) {
            if (!count) continue;
            choice = el('input', {type: 'radio', name: 'show', id: 'show-' + id});
            const later = filters.slice(filters.findIndex(each => each[0] === id) + 1).map(each => find('#show-' + each[0])).find(Boolean);
            place.insertBefore(choice, later || null);
            choice.after(el('label', {class: 'chip', for: 'show-' + id}, name + ' ', el('b')));
        }
        setText(find('b', choice.nextElementSibling), String(count));
        choice.hidden = !count && id !== 'all';
        if (choice.hidden && choice.checked) find('#show-all').checked = true;
    }
}

function drawProgress() {
    const shown = board.shots.filter(shot => shot.kind !== 'none');
    const accepted = shown.filter(shot => verdictOf(shot) === 'accepted').length;
    const line = find('#progress');
    if (!line) return;
    const text = `Принято ${accepted} из ${shown.length}`, outlines = {none: '', accepted: '', changes: ''};
    setText(line, text);
    board.shots.forEach((shot, i) => { outlines[verdictOf(shot)] += `M${i * 10} 0h8v1h-8z`; });
    for (const [name, outline] of [['open', outlines.none], ['accepted', outlines.accepted], ['changes', outlines.changes]]) {
        const path = find('.ribbon .' + name);
        if (path.getAttribute('d') !== outline) path.setAttribute('d', outline);
    }
}

// Cards in pieces that leave a phone time to answer, then what counts them.
const undrawn = new Set();
let isDrawing = false;
async function drawBoard(changed = board.shots) {
    for (const shot of changed) undrawn.add(shot);
    if (isDrawing) return;
    isDrawing = true;
    let begun = performance.now();
    for (const shot of undrawn) {
        undrawn.delete(shot);
        drawCard(shot);
        if (performance.now() - begun < 8) continue;
        await breathe();
        begun = performance.now();
    }
    isDrawing = false;
    drawFilters();
    drawProgress();
    const total = board.shots.reduce((sum, shot) => sum + countOf(shot), 0);
    const button = find('#feed');
    if (button) {
        button.hidden = !total;
        setText(find('b', button), String(total));
    }
}

function visibleShots() {
    return board.shots.filter(shot => card(shot)?.offsetParent !== null);
}

// What changed since the last visit. The mark stays until the shot is opened, or for this visit.
function markChanges() {
    const last = remembered('revision', null);
    let before = last;
    try {
        const kept = sessionStorage.getItem('raskadr' + base + '#before');
        before = kept === null ? last : JSON.parse(kept);
        sessionStorage.setItem('raskadr' + base + '#before', JSON.stringify(before));
    } catch { /* then the marks are those of this load */ }
    const opened = remembered('opened', {});
    for (const shot of board.shots) {
        const isNewer = before !== null && shot.since > before;
        shot.isNew = (shot.changed || isNewer) && (opened[shot.id] || 0) < shot.since;
    }
    remember('revision', board.revision);
}
function markOpened(shot) {
    if (!shot.isNew) return;
    shot.isNew = false;
    remember('opened', {...remembered('opened', {}), [shot.id]: shot.since});
    drawBoard([shot]);
}

let playing = null;
let resting = 0;

function stopPreview() {
    clearTimeout(resting);
    if (!playing) return;
    const {link, video, run} = playing;
    playing = null; // taking them out may take the focus, and that comes here again
    video.pause();
    video.removeAttribute('src');
    video.load();
    video.remove();
    run.remove();
    link.classList.remove('plays');
}

async function startPreview(link) {
    if (playing?.link === link) return;
    const wasPlaying = playing !== null;
    stopPreview();
    resting = setTimeout(async () => {
        await loadBoard();
        const shot = shotById(link.parentElement.id.slice(2));
        const source = shot?.media.hover || (shot?.kind === 'video' && shot.media.full);
        if (!source || !link.matches(':hover,:focus-visible')) return;
        const video = el('video', {muted: true, loop: true, playsinline: true, 'aria-hidden': 'true', tabindex: '-1'});
        video.muted = true;
        const run = el('u', {class: 'run', 'aria-hidden': 'true'});
        video.ontimeupdate = () => { if (video.duration) run.style.setProperty('--played', video.currentTime / video.duration); };
        video.onplaying = () => { if (playing?.video === video) { find('img', link)?.after(video, run); link.classList.add('plays'); } };
        playing = {link, video, run};
        video.src = source;
        video.play().catch(() => {});
    }, wasPlaying ? 0 : 100);
}

function wireCards() {
    const linkOf = event => event.target.closest?.('#shots a[data-length]');
    shots.addEventListener('pointerover', event => {
        const link = linkOf(event);
        if (event.pointerType !== 'touch' && !calm.matches && link) startPreview(link);
        else if (!event.target.closest?.('#shots a')) stopPreview();
    });
    shots.addEventListener('pointerleave', stopPreview);
    shots.addEventListener('pointerout', event => {
        const link = linkOf(event);
        if (link && !link.contains(event.relatedTarget)) stopPreview();
    });
    shots.addEventListener('focusin', event => {
        const link = linkOf(event);
        if (link && !calm.matches && link.matches(':focus-visible')) startPreview(link);
        else stopPreview();
    });
    shots.addEventListener('focusout', stopPreview);
    shots.addEventListener('pointerdown', event => {
        loadBoard();
        if (linkOf(event)) setTimeout(warmFilm);
    });
    shots.addEventListener('click', event => {
        const item = event.target.closest('#shots li[id]');
        if (!item || !find('a[href]', item) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        stopPreview();
        openShot(item.id.slice(2));
    });
    shots.addEventListener('keydown', event => {
        const steps = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 'down', ArrowUp: 'up'}[event.key];
        const links = [...shots.querySelectorAll('li:not(.nothing)>a')].filter(link => link.offsetParent);
        const at = links.indexOf(document.activeElement);
        if (!steps || at < 0) return;
        event.preventDefault();
        const here = links[at].getBoundingClientRect();
        const target = typeof steps === 'number' ? links[at + steps]
            : (steps === 'down' ? links.slice(at + 1) : links.slice(0, at).reverse()).find(link => {
                const there = link.getBoundingClientRect();
                return Math.abs(there.top - here.top) > 8 && there.left < here.right && there.right > here.left;
            });
        target?.focus({focusVisible: true});
        target?.scrollIntoView({block: 'nearest'});
    });
}
