// What the main thread of a page did, task by task: on the clock, and in the processor's time, which other
// programs on the machine do not lengthen.
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'loading'];

// The tasks while `act` runs: {start, wall, cpu} in milliseconds, in their order.
export async function trace(browser, page, act) {
    await browser.startTracing(page, {categories});
    await act();
    return tasksIn(JSON.parse(await browser.stopTracing()).traceEvents);
}

// Those of the process that the traced page was last in: at a navigation a browser may change it, and its
// spare processes and those of other pages have work of their own.
export function tasksIn(events) {
    let home = 0;
    const mainThreads = new Map();
    for (const {name, pid, tid, args} of events) {
        const {isOutermostMainFrame, processId, frames = []} = args?.data ?? {};
        if (name === 'thread_name' && args.name === 'CrRendererMain') mainThreads.set(pid, tid);
        else if (name === 'TracingStartedInBrowser') home ||= frames.find(frame => frame.isOutermostMainFrame)?.processId;
        else if (name === 'FrameCommittedInBrowser' && isOutermostMainFrame) home = processId;
    }
    if (!mainThreads.has(home)) throw new Error('the trace does not tell where the page is');
    return events.filter(({ph, name, pid, tid}) => ph === 'X' && name === 'RunTask' && pid === home && tid === mainThreads.get(pid))
        .map(({ts, dur, tdur = dur}) => ({start: ts / 1000, wall: dur / 1000, cpu: tdur / 1000})).sort((a, b) => a.start - b.start);
}

export function longest(tasks, time) { return Math.max(0, ...tasks.map(task => task[time])); }

// What is beyond 50 ms of each task, as Lighthouse sums it, on a processor so many times slower.
export function blocking(tasks, time, slower = 1) {
    return tasks.reduce((sum, task) => sum + Math.max(0, task[time] * slower - 50), 0);
}
