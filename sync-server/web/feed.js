// All comments of the link in one list, the shots with the latest ones first.
async function openFeed() {
    if (!await loadBoard()) return toast('Не получилось загрузить. Проверьте связь.', 'Повторить', openFeed);
    const lot = 12, groups = new Map();
    let most = lot;
    const none = el('p', {class: 'quiet-text'}), sections = el('div');
    const more = el('button', {class: 'button quiet more', type: 'button', hidden: true, onclick: () => {
        most += lot;
        draw();
        if (more.hidden) list.focus({preventScroll: true});
    }}, 'Показать ещё');
    const list = el('div', {class: 'notes', tabindex: '-1'}, none, sections, more);
    const dialog = el('dialog', {class: 'feed', 'aria-labelledby': 'feed-title'},
        el('div', {class: 'feed-head'}, el('h2', {id: 'feed-title'}, 'Все комментарии'),
            el('button', {class: 'button quiet square', type: 'button', 'aria-label': 'Закрыть', onclick: () => dialog.close()}, icon('close'))),
        list);

    function makeGroup(shot) {
        const threads = makeThreads(10, (note, isAnswer) => noteItem({...note, own: false, author: authorOf(note)}, null, isAnswer));
        const section = el('section', {},
            el('button', {class: 'to-shot', type: 'button', onclick: () => { dialog.close(); openShot(shot.id); }},
                shot.media.thumb && el('img', {src: shot.media.thumb, alt: '', loading: 'lazy'}), el('span', {}, `${shot.number}. ${shot.title}`)),
            threads.more, threads.list);
        return {section, draw: () => threads.draw(threadsOf(shot))};
    }
    function draw() {
        const said = board.shots.filter(shot => talkOf(shot.id).notes.size).sort((a, b) => talkOf(b.id).last - talkOf(a.id).last);
        setChildren(sections, said.slice(0, most).map(shot => {
            if (!groups.has(shot)) groups.set(shot, makeGroup(shot));
            groups.get(shot).draw();
            return groups.get(shot).section;
        }));
        more.hidden = said.length <= most;
        none.hidden = isHeard && said.length > 0;
        setText(none, isHeard ? 'Комментариев пока нет.' : 'Загружаем комментарии…');
    }
    bus.addEventListener('talk', draw);
    dialog.addEventListener('close', () => { bus.removeEventListener('talk', draw); dialog.remove(); });
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    draw();
    dialog.showModal();
    pull();
}
