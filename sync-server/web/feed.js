// All comments of the link in one list, the shots with the latest ones first.
async function openFeed() {
    if (!await loadBoard()) return toast('Не получилось загрузить. Проверьте связь.', 'Повторить', openFeed);
    const list = el('div', {class: 'notes', tabindex: '-1'});
    const dialog = el('dialog', {class: 'feed', 'aria-labelledby': 'feed-title'},
        el('div', {class: 'feed-head'}, el('h2', {id: 'feed-title'}, 'Все комментарии'),
            el('button', {class: 'button quiet square', type: 'button', 'aria-label': 'Закрыть', onclick: () => dialog.close()}, icon('close'))),
        list);
    function draw() {
        const groups = board.shots.map(shot => ({shot, all: notesOf(shot)})).filter(group => group.all.length);
        groups.sort((a, b) => b.all.at(-1).createdAt - a.all.at(-1).createdAt);
        list.replaceChildren(...groups.map(({shot, all}) => el('section', {},
            el('button', {class: 'to-shot', type: 'button', onclick: () => { dialog.close(); openShot(shot.id); }},
                shot.media.thumb && el('img', {src: shot.media.thumb, alt: '', loading: 'lazy'}), el('span', {}, `${shot.number}. ${shot.title}`)),
            el('ol', {}, ...inThreads(all).map(([note, isAnswer]) => noteItem({...note, own: false, author: authorOf(note)}, null, isAnswer))))));
        if (!groups.length) list.replaceChildren(el('p', {class: 'quiet-text'}, isHeard ? 'Комментариев пока нет.' : 'Загружаем комментарии…'));
    }
    const redraw = () => draw();
    bus.addEventListener('talk', redraw);
    dialog.addEventListener('close', () => { bus.removeEventListener('talk', redraw); dialog.remove(); });
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    draw();
    dialog.showModal();
    pull();
}
