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

function shotById(id) { return board?.shots.find(shot => shot.id === id); }

// The board, once for all who want it; null while it cannot be had.
function loadBoard() {
    if (isFolder && !board) {
        board = JSON.parse(find('#board').textContent);
        announce('board');
    }
    if (board) return Promise.resolve(board);
    boardLoading ||= ask('GET', '/board.json').then(({status, body}) => {
        boardLoading = null;
        if (status !== 200) return null;
        board = body;
        announce('board');
        return board;
    });
    return boardLoading;
}
