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

    let drawn = null;
    function draw() {
        form.classList.toggle('busy', field.value !== '');
        const rest = 2000 - field.value.length;
        left.hidden = rest > 200;
        if (!left.hidden) setText(left, 'Осталось ' + counted(rest, 'знак', 'знака', 'знаков'));
        const state = [place, guestName(), editsName].join();
        if (state !== drawn) drawRows();
        drawn = state;
    }
    function drawRows() {
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
    field.rows = matchMedia('(max-width: 899px)').matches ? 1 : 3;
    draw();
    return {form, draw, restore: entry => {
        field.value = entry.text;
        place = entry.atMs ?? null;
        keep();
        draw();
        field.focus();
    }};
}
