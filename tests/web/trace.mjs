// What the main thread of a page did, task by task: on the clock, and in the processor's time, which other
// programs on the machine do not lengthen.
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'loading'];

// The tasks while `act` runs: {start, wall, cpu} in milliseconds, in their order.
export async function trace(browser, page, act) {
    await browser.startTracing(page, {categories});
    await act();
    return tasksIn(JSON.parse(await browser.stopTracing()).traceEvents);
}

// Those of the busiest main thread: a page that is left open beside it has next to nothing to do.
export function tasksIn(events) {
    const threadOf = event => `${event.pid}:${event.tid}`, tasks = new Map();
    for (const event of events) if (event.name === 'thread_name' && event.args.name === 'CrRendererMain') tasks.set(threadOf(event), []);
    for (const event of events) {
        if (event.ph === 'X' && event.name === 'RunTask') tasks.get(threadOf(event))?.push({start: event.ts / 1000, wall: event.dur / 1000, cpu: (event.tdur ?? event.dur) / 1000});
    }
    const work = list => list.reduce((sum, task) => sum + task.cpu, 0);
    return [...tasks.values()].sort((a, b) => work(b) - work(a))[0].sort((a, b) => a.start - b.start);
}

export function longest(tasks, time) { return Math.max(0, ...tasks.map(task => task[time])); }

// What is beyond 50 ms of each task, as Lighthouse sums it, on a processor so many times slower.
export function blocking(tasks, time, slower = 1) {
    return tasks.reduce((sum, task) => sum + Math.max(0, task[time] * slower - 50), 0);
}
