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
        notes.delete(note.id);
        announce('talk');
        toast('Комментарий удалён.', 'Вернуть', () =>
            post({kind: 'comment', shotId: note.shotId, author: guestName() || note.author, text: note.text, atMs: note.atMs}));
    } else {
        toast('Нет связи: комментарий не удалён. Попробуйте ещё раз.');
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
    const time = el('time', {datetime: new Date(note.createdAt).toISOString(), title: dayAndTime.format(note.createdAt)}, moment(note.createdAt));
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
                announce('talk');
                find(`#c-${note.id} textarea`)?.focus();
            }}, 'Изменить'),
            el('button', {class: 'text-button', type: 'button', onclick: () => removeNote(note)}, 'Удалить')));
    }
    return item;
}

// Answers follow what they answer: pairs of a comment and whether it is an answer.
function inThreads(all) {
    const ids = new Set(all.map(note => note.id)), lines = [];
    const add = (note, isAnswer) => {
        lines.push([note, isAnswer]);
        for (const answer of all) if (answer.parentId === note.id && answer !== note) add(answer, true);
    };
    for (const note of all) if (!note.parentId || !ids.has(note.parentId)) add(note, false);
    return lines;
}

// What was said of an older version is folded.
function drawNotes(list, shot, film, restore) {
    const all = notesOf(shot), lines = {old: [], now: []};
    let to = lines.now;
    for (const [note, isAnswer] of inThreads(all)) {
        if (!isAnswer) to = note.revision < shot.since ? lines.old : lines.now;
        to.push(noteItem(note, film, isAnswer));
    }
    for (const entry of outbox) if (entry.kind === 'comment' && entry.shotId === shot.id) lines.now.push(waitingNote(entry, film, restore));
    const wasOpen = find('details', list)?.open;
    const field = list.contains(document.activeElement) && document.activeElement.closest('.note')?.id;
    list.replaceChildren(...[
        lines.old.length && el('details', {open: wasOpen},
            el('summary', {}, `К прошлой версии (${lines.old.length})`), el('ol', {}, ...lines.old)),
        el('ol', {}, ...lines.now),
        !all.length && !lines.now.length && el('p', {class: 'quiet-text'},
            isHeard || !shot.comments ? 'Комментариев пока нет.' : 'Загружаем комментарии…'),
    ].filter(Boolean));
    if (field) find(`#${field} textarea`, list)?.focus();
    film?.marks(all.filter(note => note.atMs != null && note.revision >= shot.since).map(note => note.atMs));
    return lines.now.length;
}

// Where a comment is written. A comment to a film belongs to the place where typing began.
function makeComposer(shot, film) {
    const draft = remembered('draft ' + shot.id, null);
    let place = draft?.place ?? null, editsName = false;
    const label = place => place == null ? `Комментарий к шоту ${shot.number}` : `Комментарий на ${clock(place / 1000)}`;
    const field = el('textarea', {rows: 3, maxlength: 2000, id: 'text', placeholder: label(null), 'aria-label': label(null)});
    field.value = draft?.text || '';
    const stamp = el('div', {});
    const left = el('p', {class: 'left', hidden: true});
    const name = el('input', {maxlength: 60, autocomplete: 'name', placeholder: 'Ваше имя', 'aria-label': 'Ваше имя', id: 'author'});
    const as = el('span', {class: 'as'});
    const problem = el('p', {class: 'problem', role: 'alert', hidden: true});
    const send = el('button', {class: 'button main'}, 'Отправить');
    const row = el('div', {class: 'row'});

    function draw() {
        stamp.replaceChildren(...(place == null ? [] : [el('span', {class: 'stamp'}, icon('clock'), `на ${clock(place / 1000)}`,
            el('button', {type: 'button', 'aria-label': 'Ко всему шоту', onclick: () => { place = null; draw(); field.focus(); }}, icon('close')))]));
        stamp.hidden = place == null;
        const known = guestName();
        if (known && !editsName) {
            as.replaceChildren(known, ' ', el('button', {class: 'text-button', type: 'button', 'aria-label': `Вы пишете как ${known}. Изменить имя`, onclick: () => {
                editsName = true;
                name.value = known;
                draw();
                name.focus();
            }}, 'изменить'));
            row.replaceChildren(as, send);
        } else if (!name.isConnected) {
            row.replaceChildren(name, send);
        }
        form.classList.toggle('busy', field.value !== '');
        const rest = 2000 - field.value.length;
        left.hidden = rest > 200;
        left.textContent = 'Осталось ' + counted(rest, 'знак', 'знака', 'знаков');
    }
    function keep() {
        remember('draft ' + shot.id, field.value ? {text: field.value, place} : null);
    }
    function refuse(text, where) {
        problem.textContent = text;
        problem.hidden = false;
        where.focus();
    }
    field.addEventListener('input', event => {
        if (film && place == null && field.value.length === (event.data?.length || 1) && film.place() != null) {
            place = film.place();
            film.pause();
        }
        problem.hidden = true;
        keep();
        draw();
    });
    field.addEventListener('keydown', event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    const form = el('form', {class: 'write', novalidate: true, onsubmit: event => {
        event.preventDefault();
        const text = field.value.trim();
        const author = (name.isConnected ? name.value : guestName()).trim();
        if (!text) return refuse('Напишите, что вы думаете об этом шоте.', field);
        if (!author) return refuse('Как вас зовут? Имя спросим один раз.', name);
        editsName = false;
        field.value = '';
        const atMs = place;
        place = null;
        problem.hidden = true;
        setGuestName(author);
        keep();
        post({kind: 'comment', shotId: shot.id, author, text, atMs});
        draw();
        announce('written');
        say('Комментарий отправляется');
    }}, problem, stamp, field, left, row);
    const grow = matchMedia('(max-width: 899px)');
    field.rows = grow.matches ? 1 : 3;
    draw();
    return {form, draw, isBusy: () => field.value.trim() !== '', restore: entry => {
        field.value = entry.text;
        place = entry.atMs ?? null;
        keep();
        draw();
        field.focus();
    }};
}
