// One shot, large, with its conversation; steps to its neighbours.
let view = null;

function makeVerdict(shot, place) {
    const line = el('p', {class: 'decided'});
    const accept = el('button', {class: 'button accept', type: 'button', onclick: () => choose('accepted')});
    const change = el('button', {class: 'button change', type: 'button', onclick: () => choose('changes')}, icon('edit'), 'Нужны правки');

    function send(state) {
        post({kind: 'verdict', shotId: shot.id, state, author: guestName()});
    }
    function choose(state) {
        const before = verdictOf(shot);
        const wanted = before === state ? 'none' : state;
        const act = () => {
            send(wanted);
            const words = {accepted: 'Принято.', changes: 'Нужны правки.', none: 'Решение снято.'}[wanted];
            toast(words, 'Отменить', () => send(before));
        };
        if (guestName()) return act();
        const name = el('input', {maxlength: 60, autocomplete: 'name', placeholder: 'Ваше имя', 'aria-label': 'Ваше имя'});
        line.replaceChildren(el('form', {class: 'row', onsubmit: event => {
            event.preventDefault();
            if (!name.value.trim()) return name.focus();
            setGuestName(name.value.trim());
            act();
        }}, name, el('button', {class: 'button'}, 'Дальше')));
        name.focus();
    }
    let drawn = null;
    function draw() {
        const state = verdictOf(shot);
        if (state !== drawn) {
            accept.replaceChildren(icon('check'), state === 'accepted' ? 'Принято' : 'Принять');
            accept.setAttribute('aria-pressed', state === 'accepted');
            change.setAttribute('aria-pressed', state === 'changes');
            drawn = state;
        }
        if (find('form', line) && !guestName()) return;
        const said = verdicts.get(shot.id);
        const isWaiting = outbox.some(entry => entry.kind === 'verdict' && entry.shotId === shot.id && entry.isWaiting);
        setText(line, isWaiting ? 'Не отправлено. Повторим при появлении сети.'
            : said && state !== 'none' ? `Решение: ${said.own ? 'вы' : said.author}, ${moment(said.createdAt)}` : '');
    }
    place.append(el('div', {class: 'verdict', role: 'group', 'aria-label': 'Решение'}, accept, change), line);
    draw();
    return draw;
}

function downloadLink(shot) {
    const isVideo = shot.kind === 'video';
    const address = isVideo ? shot.media.large || shot.media.full : shot.media.fullJpeg;
    if (!board.canDownload || !address) return null;
    const words = [String(shot.number), shot.title].filter(Boolean).join(' ').replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ').trim();
    return el('a', {class: 'button square', href: address, download: `${words}.${isVideo ? 'mp4' : 'jpg'}`, 'aria-label': isVideo ? 'Скачать видео' : 'Скачать картинку', title: 'Скачать'}, icon('import'));
}

function makeStrip(shot, width) {
    if (width < 1100) return null;
    const at = board.shots.indexOf(shot), half = Math.min(6, Math.floor((width - 500) / 216));
    const from = Math.max(0, Math.min(at - half, board.shots.length - 2 * half - 1));
    return el('nav', {class: 'strip', 'aria-label': 'Соседние шоты'}, ...board.shots.slice(from, from + 2 * half + 1).map(each =>
        el('button', {type: 'button', 'aria-label': `Шот ${each.number}. ${each.title}`, 'aria-current': each === shot && 'true', onclick: () => step(each)},
            each.media.thumb ? el('img', {src: each.media.thumb, alt: '', loading: 'lazy'}) : String(each.number))));
}

function ratioOf(shot) {
    const width = shot.width || board.aspectWidth, height = shot.height || board.aspectHeight;
    return width > 0 && height > 0 ? width / height : 16 / 9;
}

// What stays while one steps from shot to shot.
function makeFrame() {
    const stepButton = (name, label, distance) => el('button', {class: 'button quiet square', type: 'button', 'aria-label': label, onclick: () => stepBy(distance)}, icon(name));
    const back = stepButton('chevron-left', 'Предыдущий шот', -1), forward = stepButton('chevron-right', 'Следующий шот', 1);
    const position = el('span', {class: 'position'});
    const bar = el('nav', {class: 'bar', 'aria-label': 'Шоты'},
        el('button', {class: 'button quiet back', type: 'button', onclick: () => closeView()}, icon('arrow-left'), 'Все шоты'),
        el('span', {class: 'steps'}, back, position, forward));
    return {back, forward, position, bar, screen: el('div', {class: 'screen'}), status: el('div', {class: 'unseen', role: 'status', 'aria-live': 'polite'})};
}

function fillView(shot, startAt) {
    // What is asked of the layout is asked before anything changes it.
    const {dialog, film: filmBefore} = view, width = innerWidth;
    const wasScrolled = dialog.open && dialog.scrollTop > 0, isFilm = shot.kind === 'video' && sourceOf(shot);
    const inStrip = document.activeElement?.closest('.strip button')?.getAttribute('aria-label');
    const at = board.shots.indexOf(shot), name = [shot.number + '.', shot.title].join(' ').trim();
    const stage = el('div', {class: 'stage'}), caption = el('div', {class: 'caption'}, el('h2', {id: 'shot-title'}, name), downloadLink(shot));
    const hasTalk = board.canComment || shot.comments > 0 || talkOf(shot.id).notes.size > 0;
    view.shot = shot;
    view.film = undefined;
    view.back.disabled = at === 0;
    view.forward.disabled = at === board.shots.length - 1;
    view.position.textContent = `${at + 1} из ${board.shots.length}`;
    dialog.classList.toggle('silent', !hasTalk);
    view.screen.style.setProperty('--ratio', ratioOf(shot));
    if (isFilm) view.film = makeFilm(shot, stage, {startAt});
    else if (shot.kind !== 'none') makePicture(shot, stage);
    else stage.append(el('p', {class: 'slate'}, el('b', {}, String(shot.number)), 'Скоро'));
    const drawVerdict = board.canComment && shot.kind !== 'none' ? makeVerdict(shot, caption) : () => {};
    view.draw = drawVerdict;
    view.toEnd = null;
    const talk = hasTalk && el('aside', {class: 'talk', 'aria-labelledby': 'talk-title'}, el('h3', {id: 'talk-title'}, 'Комментарии'));
    view.screen.replaceChildren(stage, caption);
    setChildren(dialog, [view.bar, view.screen, makeStrip(shot, width), talk, view.status].filter(Boolean));
    if (wasScrolled) dialog.scrollTop = 0;
    if (inStrip) find(`.strip [aria-label="${CSS.escape(inStrip)}"]`, dialog)?.focus();
    wireSwipe(stage);
    document.title = `${name} · ${board.title}`;
    // The picture first: the rest follows with the next frame.
    afterPaint(() => {
        filmBefore?.end();
        if (view?.shot !== shot || !stage.isConnected) return;
        if (talk) fillTalk(shot, talk, drawVerdict);
        markOpened(shot);
        markSeen(shot);
    });
    (window.requestIdleCallback || setTimeout)(() => {
        for (const near of [board.shots[at + 1], board.shots[at - 1]]) {
            const address = near && (near.kind === 'video' ? posterOf(near) : near.media.full);
            if (address) new Image().src = address;
            if (near?.kind === 'video') warmFilm();
        }
    });
}

function fillTalk(shot, place, drawVerdict) {
    const composer = board.canComment ? makeComposer(shot, view.film) : null;
    const {list, draw} = makeNotes(shot, view.film ?? null, composer?.restore);
    draw();
    place.append(list);
    if (composer) place.append(composer.form);
    view.draw = () => { drawVerdict(); draw(); composer?.draw(); };
    view.toEnd = () => {
        list.scrollTop = list.scrollHeight;
        find('.notes>ol>:last-child', view.dialog)?.scrollIntoView({block: 'nearest'});
    };
    list.scrollTop = list.scrollHeight;
}

function step(shot) {
    history.replaceState(history.state, '', '#s-' + shot.id);
    fillView(shot);
    say(`Шот ${shot.number}. ${shot.title}`);
}
function stepBy(distance) {
    const next = board.shots[board.shots.indexOf(view.shot) + distance];
    if (next) step(next);
}

function wireSwipe(stage) {
    let start = null;
    stage.addEventListener('touchstart', event => {
        start = event.touches.length === 1 && !event.target.closest('.playbar') ? event.touches[0] : null;
    }, {passive: true});
    stage.addEventListener('touchend', event => {
        if (!start) return;
        const end = event.changedTouches[0], x = end.clientX - start.clientX, y = end.clientY - start.clientY;
        if (Math.abs(x) > 56 && Math.abs(x) > 2 * Math.abs(y)) stepBy(x < 0 ? 1 : -1);
    }, {passive: true});
}

// Heard by the whole page: coming to an address with a place in it, browsers take the focus away again.
function onViewKey(event) {
    if (!view) return;
    const isTyping = event.target.closest('textarea,input');
    if (event.key === 'Escape' && document.fullscreenElement) return;
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowLeft') stepBy(-1);
    else if (event.key === 'ArrowRight') stepBy(1);
    else if (event.key === ' ' && !event.target.closest('button,a,summary')) view.film?.toggle();
    else return;
    event.preventDefault();
}

// Opens the shot over the grid; the address remembers it, and «back» closes it.
async function openShot(id, {startAt = 0, isAddressed = false} = {}) {
    if (!await loadBoard()) return toast('Не получилось загрузить. Проверьте связь.', 'Повторить', () => openShot(id));
    const shot = shotById(id);
    if (!shot || view?.shot === shot) return; // a step in the address is told twice
    if (!isFolder) afterPaint(pull);
    if (!view) {
        const dialog = el('dialog', {class: 'full view dark', 'aria-labelledby': 'shot-title', autofocus: true});
        view = {dialog, title: document.title, ...makeFrame()};
        dialog.addEventListener('cancel', event => { event.preventDefault(); closeView(); });
        if (!isAddressed) history.pushState({opened: true, isPushed: true}, '', '#s-' + id);
        fillView(shot, startAt);
        document.documentElement.style.overflow = 'hidden';
        document.body.append(dialog);
        dialog.showModal();
    } else {
        history.replaceState(history.state, '', '#s-' + id);
        fillView(shot, startAt);
    }
    if (!view.dialog.contains(document.activeElement)) find('.back', view.dialog)?.focus({focusVisible: false});
}

function closeView() {
    if (history.state?.isPushed) history.back();
    else {
        history.replaceState(null, '', location.pathname + location.search);
        endView();
    }
}

function endView() {
    if (!view) return;
    const {dialog, shot, film, title} = view;
    view = null;
    dialog.close();
    dialog.remove();
    afterPaint(() => film?.end());
    document.documentElement.style.overflow = '';
    document.title = title;
    const link = find('a', card(shot) || shots);
    link?.focus({preventScroll: true, focusVisible: false});
    card(shot)?.scrollIntoView({block: 'nearest'});
}

function followAddress() {
    const id = /^#s-([\w-]+)$/.exec(location.hash)?.[1];
    if (!id) endView();
    else if (view?.shot?.id !== id) openShot(id, {isAddressed: true});
}
