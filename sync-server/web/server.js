// The server's answer: {status, body, wait}; status 0 when it was not reached.
async function ask(method, path, body, key) {
    const headers = {};
    if (body) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    try {
        const answer = await fetch(base + path, {method, headers, body: body && JSON.stringify(body), cache: 'no-store'});
        const isJson = /json/.test(answer.headers.get('Content-Type') || '');
        const read = isJson ? await answer.json() : null;
        if (answer.status === 401) location.reload();
        if (read?.code === 'link_gone') announce('gone');
        return {status: answer.status, body: read, wait: Number(answer.headers.get('Retry-After')) || 0};
    } catch {
        return {status: 0, body: null, wait: 0};
    }
}

let board = null;
let boardLoading = null;

const shotsById = new Map();
function shotById(id) { return shotsById.get(id); }
function takeBoard(read) {
    board = read;
    for (const shot of board.shots) shotsById.set(shot.id, shot);
    announce('board');
    return board;
}

// The board, once for all who want it; null while it cannot be had.
function loadBoard() {
    if (isFolder && !board) takeBoard(JSON.parse(find('#board').textContent));
    if (board) return Promise.resolve(board);
    boardLoading ||= ask('GET', '/board.json').then(({status, body}) => {
        boardLoading = null;
        return status === 200 ? takeBoard(body) : null;
    });
    return boardLoading;
}
