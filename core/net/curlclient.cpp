#include "core/net/curlclient.h"

#include "core/net/curltransfer.h"

#include <algorithm>
#include <mutex>
#include <thread>

#ifndef Q_OS_WIN
#include <csignal>
#endif

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds longestPoll{60'000};

void initializeCurl()
{
    // Safe from any thread since 7.84.
    [[maybe_unused]] static const CURLcode initialized = curl_global_init(CURL_GLOBAL_DEFAULT);
}

// A peer that closes its end is an error of the call and no reason to end the program.
void ignoreBrokenPipes()
{
#ifndef Q_OS_WIN
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
#endif
}

} // namespace

class CurlClient::Worker
{
public:
    explicit Worker(CurlClientOptions options);
    ~Worker();

    void start(HttpRequest request, HttpEvents events, std::stop_token stop);
    void setProxy(const std::optional<HttpProxy>& proxy);

private:
    struct Waiting
    {
        HttpRequest request;
        HttpEvents events;
        std::stop_token stop;
        std::optional<HttpProxy> proxy;
    };
    struct Wake
    {
        CURLM* multi;
        void operator()() const { curl_multi_wakeup(multi); }
    };
    struct Running
    {
        Running(Waiting waiting, const CurlClientOptions& options, CURLM* multi)
            : transfer(std::move(waiting.request), std::move(waiting.events), options,
                       waiting.proxy)
            , stop(std::move(waiting.stop))
            , wake(stop, Wake{multi})
        {
        }

        CurlTransfer transfer;
        std::stop_token stop;
        std::stop_callback<Wake> wake;
    };
    using Transfers = std::vector<std::unique_ptr<Running>>;

    void run(const std::stop_token& end);
    void begin(Waiting waiting);
    bool beginWaiting();
    void endStopped();
    void endDone();
    void endOverdue();
    void endAll();
    void end(CurlTransfer* transfer, HttpResult result);
    milliseconds untilNextDeadline() const;

    const CurlClientOptions m_options;
    CURLM* m_multi;
    std::mutex m_mutex;
    std::vector<Waiting> m_waiting; // under the mutex
    std::optional<HttpProxy> m_proxy; // under the mutex
    Transfers m_running; // of the thread
    std::jthread m_thread; // ends before the rest goes
};

CurlClient::Worker::Worker(CurlClientOptions options)
    : m_options(std::move(options))
    , m_proxy(m_options.proxy)
{
    initializeCurl();
    m_multi = curl_multi_init();
    m_thread = std::jthread([this](const std::stop_token& end) { run(end); });
}

CurlClient::Worker::~Worker()
{
    m_thread.request_stop();
    curl_multi_wakeup(m_multi);
    m_thread.join();
    curl_multi_cleanup(m_multi);
}

void CurlClient::Worker::start(HttpRequest request, HttpEvents events, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({std::move(request), std::move(events), std::move(stop), m_proxy});
    }
    curl_multi_wakeup(m_multi);
}

void CurlClient::Worker::setProxy(const std::optional<HttpProxy>& proxy)
{
    const std::lock_guard lock(m_mutex);
    m_proxy = proxy;
}

void CurlClient::Worker::run(const std::stop_token& end)
{
    ignoreBrokenPipes();
    while (!end.stop_requested()) {
        beginWaiting();
        endStopped();
        int running = 0;
        curl_multi_perform(m_multi, &running);
        endDone();
        endOverdue();
        curl_multi_poll(m_multi, nullptr, 0, int(untilNextDeadline().count()), nullptr);
    }
    // Who is told of an end may begin something new.
    while (beginWaiting() || !m_running.empty()) {
        endAll();
    }
}

bool CurlClient::Worker::beginWaiting()
{
    std::vector<Waiting> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    for (Waiting& one : waiting) {
        begin(std::move(one));
    }
    return !waiting.empty();
}

void CurlClient::Worker::begin(Waiting waiting)
{
    auto& running =
        m_running.emplace_back(std::make_unique<Running>(std::move(waiting), m_options, m_multi));
    CurlTransfer& transfer = running->transfer;
    if (const auto prepared = transfer.prepare(); !prepared) {
        end(&transfer, tl::unexpected<HttpFailure>(prepared.error()));
        return;
    }
    curl_multi_add_handle(m_multi, transfer.handle());
}

void CurlClient::Worker::endStopped()
{
    std::vector<CurlTransfer*> stopped;
    for (const auto& running : m_running) {
        if (running->stop.stop_requested()) {
            stopped.push_back(&running->transfer);
        }
    }
    for (CurlTransfer* transfer : stopped) {
        end(transfer,
            tl::unexpected<HttpFailure>(transfer->failed(HttpFault::Cancelled, u"stopped"_s)));
    }
}

void CurlClient::Worker::endDone()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        const CURLcode code = message->data.result;
        CURL* const handle = message->easy_handle;
        CurlTransfer* transfer = nullptr;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
        curl_multi_remove_handle(m_multi, handle);
        if (auto result = transfer->conclude(code)) {
            end(transfer, std::move(*result));
        } else {
            curl_multi_add_handle(m_multi, transfer->handle());
        }
    }
}

void CurlClient::Worker::endOverdue()
{
    const auto now = steady_clock::now();
    std::vector<std::pair<CurlTransfer*, HttpFailure>> overdue;
    for (const auto& running : m_running) {
        if (auto failure = running->transfer.overdue(now)) {
            overdue.emplace_back(&running->transfer, std::move(*failure));
        }
    }
    for (auto& [transfer, failure] : overdue) {
        end(transfer, tl::unexpected<HttpFailure>(std::move(failure)));
    }
}

void CurlClient::Worker::endAll()
{
    while (!m_running.empty()) {
        CurlTransfer* const transfer = &m_running.front()->transfer;
        end(transfer,
            tl::unexpected<HttpFailure>(
                transfer->failed(HttpFault::Cancelled, u"the client ends"_s)));
    }
}

void CurlClient::Worker::end(CurlTransfer* transfer, HttpResult result)
{
    const auto found = std::find_if(m_running.begin(), m_running.end(), [&](const auto& running) {
        return &running->transfer == transfer;
    });
    const std::unique_ptr<Running> ended = std::move(*found);
    m_running.erase(found);
    if (ended->transfer.handle()) {
        curl_multi_remove_handle(m_multi, ended->transfer.handle());
    }
    ended->transfer.finish(std::move(result));
}

milliseconds CurlClient::Worker::untilNextDeadline() const
{
    const auto now = steady_clock::now();
    auto next = now + longestPoll;
    for (const auto& running : m_running) {
        next = std::min(next, running->transfer.nextDeadline());
    }
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(next - now));
}

CurlClient::CurlClient(CurlClientOptions options)
    : m_worker(std::make_unique<Worker>(std::move(options)))
{
}

CurlClient::~CurlClient() = default;

void CurlClient::start(HttpRequest request, HttpEvents events, std::stop_token stop)
{
    m_worker->start(std::move(request), std::move(events), std::move(stop));
}

void CurlClient::setProxy(const std::optional<HttpProxy>& proxy)
{
    m_worker->setProxy(proxy);
}

} // namespace raskadr
