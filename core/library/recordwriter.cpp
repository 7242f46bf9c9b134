#include "core/library/recordwriter.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QFile>

#include <chrono>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto coalescing = 2s;
constexpr auto retrying = 30s;
const QString markName = u".unwritten"_s;

} // namespace

RecordWriter::RecordWriter(Store& store, const MediaFolder& media, QString recordsPath,
                           QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_recordsPath(std::move(recordsPath))
    , m_timer(new QTimer(this))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &RecordWriter::startWriting);
    connect(&m_store, &Store::changed, this, &RecordWriter::note);
    // It stands while somebody may owe the files something; finding it means that a process ended
    // early.
    QFile mark(m_recordsPath + u'/' + markName);
    if (mark.exists() || !QFile::exists(m_recordsPath + u"/accounts.json"_s)) {
        m_pending.everything = true;
        // Queued: the thread that opens a library need not be able to run timers.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_pending.isEmpty() && !m_writing && !m_timer->isActive()) {
                    m_timer->start(coalescing);
                }
            },
            Qt::QueuedConnection);
    }
    if (!mark.open(QIODevice::WriteOnly)) {
        qCWarning(logLibrary) << "the records folder cannot be written:" << mark.errorString();
    }
}

RecordWriter::~RecordWriter()
{
    flush();
    if (m_pending.isEmpty()) {
        QFile::remove(m_recordsPath + u'/' + markName);
    }
}

void RecordWriter::note(const ChangeSet& changes)
{
    m_pending.add(changes);
    if (!m_pending.isEmpty() && !m_writing && !m_timer->isActive()) {
        m_timer->start(coalescing);
    }
}

void RecordWriter::startWriting()
{
    if (m_writing || m_pending.isEmpty()) {
        return;
    }
    m_writing = true;
    const RecordChanges changes = std::exchange(m_pending, {});
    m_pool.start([this, changes] {
        const Result<> result = writeRecords(m_store, m_media, m_recordsPath, changes);
        QMetaObject::invokeMethod(
            this, [this, changes, result] { written(changes, result); }, Qt::QueuedConnection);
    });
}

void RecordWriter::written(const RecordChanges& changes, const Result<>& result)
{
    m_writing = false;
    if (!result) {
        qCWarning(logLibrary) << "records were not written:" << result.error().detail;
        m_pending.add(changes);
        m_timer->start(retrying);
        Q_EMIT failed(result.error());
    } else if (!m_pending.isEmpty() && !m_timer->isActive()) {
        m_timer->start(coalescing);
    }
}

void RecordWriter::flush()
{
    // What the store committed is announced through events of this thread.
    m_store.flush();
    QCoreApplication::sendPostedEvents(&m_store, QEvent::MetaCall);
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    m_timer->stop();
    if (m_pending.isEmpty()) {
        return;
    }
    startWriting();
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

} // namespace raskadr
