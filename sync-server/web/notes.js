// Comments as they stand beside a shot, and where they are written.
function authorOf(note) { return note.own ? 'Вы' : note.author || (note.fromProducer ? 'Автор' : 'Гость'); }

const openEditors = new Map();

function stateLine(entry) {
    const text = entry.refused || (entry.isSlowed ? 'Слишком много комментариев подряд. Отправим через минуту.'
        : entry.isWaiting ? 'Не отправлено. Повторим при появлении сети.' : null);
    return text && el('span', {class: 'state'}, icon('clock'), text);
}

function placeButton(ms, film) {
    return film ? el('button', {class: 'place', type: 'button', 'aria-label': `Показать ${clock(ms / 1000)}`, onclick: () => film.show(ms)}, clock(ms / 1000))
        : el('span', {class: 'place'}, clock(ms / 1000));
}

function waitingNote(entry, film, restore) {
    const author = entry.author || guestName();
    return el('li', {class: 'note', 'data-letters': letters(author), 'data-key': entry.key},
        el('p', {class: 'who'}, el('b', {}, 'Вы'), stateLine(entry)),
        el('p', {class: 'what'}, entry.atMs != null && placeButton(entry.atMs, film), entry.atMs != null && ' ', entry.text),
        entry.refused && el('p', {class: 'does'},
            el('button', {class: 'text-button', type: 'button', onclick: () => { drop(entry); restore(entry); }}, 'Исправить'),
            el('button', {class: 'text-button', type: 'button', onclick: () => drop(entry)}, 'Удалить')));
}

async function changeNote(note, text) {
    const answer = await ask('PATCH', '/comments/' + note.id, {text});
    if (answer.status === 200) {
        openEditors.delete(note.id);
        take([{...note, ...answer.body, text, own: true}]);
        announce('talk');
    } else {
        toast(answer.status === 0 ? 'Нет связи: правка не сохранена. Попробуйте ещё раз.' : refusal(answer));
    }
}

async function removeNote(note) {
    const answer = await ask('DELETE', '/comments/' + note.id);
    if (answer.status >= 200 && answer.status < 300 || answer.status === 404) {
        forget(note);
        announce('talk');
        toast('Комментарий удалён.', 'Вернуть', () =>
            post({kind: 'comment', shotId: note.shotId, author: guestName() || note.author, text: note.text, atMs: note.atMs}));
    } else {
        toast(answer.status === 0 ? 'Нет связи: комментарий не удалён. Попробуйте ещё раз.'
            : refusal(answer, 'Комментарий не удалён. Попробуйте ещё раз.'));
    }
}

function editor(note) {
    const field = el('textarea', {rows: 3, maxlength: 2000, 'aria-label': 'Ваш комментарий', oninput: () => openEditors.set(note.id, field.value)});
    field.value = openEditors.get(note.id);
    return [field, el('p', {class: 'row'},
        el('button', {class: 'button', type: 'button', onclick: () => field.value.trim() && changeNote(note, field.value.trim())}, 'Сохранить'),
        el('button', {class: 'button quiet', type: 'button', onclick: () => { openEditors.delete(note.id); announce('talk'); }}, 'Отмена'))];
}

function noteItem(note, film, isAnswer) {
    const time = el('time', {datetime: new Date(note.createdAt).toISOString(), title: dayAndTime(new Date(note.createdAt))}, moment(note.createdAt));
    const classes = ['note', note.fromProducer && 'producer', isAnswer && 'answer'].filter(Boolean).join(' ');
    const item = el('li', {class: classes, id: 'c-' + note.id, 'data-letters': letters(note.author || authorOf(note))},
        el('p', {class: 'who'}, el('b', {}, authorOf(note)), ' ', time,
            note.editedAt && el('span', {class: 'state'}, 'изменён'),
            note.resolvedAt && el('span', {class: 'resolved'}, 'Решено')));
    if (note.own && openEditors.has(note.id)) {
        item.append(...editor(note));
        return item;
    }
    item.append(el('p', {class: 'what'}, note.atMs != null && film !== undefined && placeButton(note.atMs, film), note.atMs != null && ' ', note.text));
    if (note.own && board.canComment) {
        item.append(el('p', {class: 'does'},
            el('button', {class: 'text-button', type: 'button', onclick: () => {
                openEditors.set(note.id, note.text);
                view.draw();
                find(`#c-${note.id} textarea`)?.focus();
            }}, 'Изменить'),
            el('button', {class: 'text-button', type: 'button', onclick: () => removeNote(note)}, 'Удалить')));
    }
    return item;
}

// What an item shows of a note; an item is made anew when this changes, and kept otherwise.
function lookOf(note, isAnswer) { return [note.seq, note.own, isAnswer, openEditors.has(note.id)].join(); }

// The threads with the latest words, in their order, of so many lines at most.
function latest(threads, most) {
    const byTime = [...threads].sort((a, b) => b.last - a.last), chosen = new Set();
    for (let i = 0, lines = 0; i < byTime.length && lines < most; ++i) {
        chosen.add(byTime[i]);
        lines += byTime[i].lines.length;
    }
    return threads.filter(thread => chosen.has(thread));
}

// A list of threads that shows the latest ones, however many there are, and more when asked.
function makeThreads(lot, makeItem) {
    let most = lot, threads = [], last = [], items = new Map();
    const list = el('ol');
    const more = el('button', {class: 'button quiet more', type: 'button', hidden: true, onclick: showMore}, 'Показать ещё');

    function draw(all = threads, further = last) {
        threads = all;
        last = further;
        const shown = latest(threads, most), made = new Map();
        for (const {head, lines} of shown) {
            for (const note of lines.length > most ? [head, ...lines.slice(-most)] : lines) {
                const look = lookOf(note, note !== head), before = items.get(note.id);
                made.set(note.id, before?.look === look ? before : {look, item: makeItem(note, note !== head)});
            }
        }
        items = made;
        const written = list.contains(document.activeElement) && document.activeElement.closest('.note')?.id;
        setChildren(list, [...[...made.values()].map(({item}) => item), ...last]);
        if (written && !list.contains(document.activeElement)) find(`#${written} textarea`, list)?.focus();
        more.hidden = shown.length === threads.length && threads.every(({lines}) => lines.length <= most);
    }
    // What was in sight stays where it was.
    function showMore() {
        const first = list.firstElementChild, place = list.closest('.notes'), before = first.getBoundingClientRect().top;
        most += Math.max(lot, 50);
        draw();
        const moved = first.getBoundingClientRect().top - before;
        (place.scrollHeight > place.clientHeight ? place : list.closest('dialog')).scrollTop += moved;
        if (more.hidden) place.focus({preventScroll: true});
    }
    return {list, more, draw};
}

// The conversation about a shot; what was said of an older version is folded, and made when it is opened.
function makeNotes(shot, film, restore) {
    const makeItem = (note, isAnswer) => noteItem(note, film, isAnswer);
    const old = makeThreads(50, makeItem), now = makeThreads(50, makeItem);
    const summary = el('summary'), none = el('p', {class: 'quiet-text', hidden: true});
    const fold = el('details', {hidden: true, ontoggle: () => draw()}, summary, old.more, old.list);
    const list = el('div', {class: 'notes', tabindex: '-1'}, fold, none, now.more, now.list);

    function draw() {
        const threads = threadsOf(shot), before = threads.filter(({head}) => head.revision < shot.since);
        const waiting = outbox.filter(entry => entry.kind === 'comment' && entry.shotId === shot.id);
        now.draw(threads.filter(({head}) => head.revision >= shot.since), waiting.map(entry => waitingNote(entry, film, restore)));
        fold.hidden = !before.length;
        setText(summary, `К прошлой версии (${before.reduce((sum, {lines}) => sum + lines.length, 0)})`);
        if (fold.open) old.draw(before);
        const isComing = !isHeard && talkOf(shot.id).notes.size < shot.comments;
        none.hidden = !isComing && threads.length + waiting.length > 0;
        setText(none, isComing ? 'Загружаем комментарии…' : 'Комментариев пока нет.');
        film?.marks(threads.flatMap(({lines}) => lines).filter(note => note.atMs != null && note.revision >= shot.since).map(note => note.atMs));
    }
    return {list, draw};
}
