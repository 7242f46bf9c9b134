#pragma once

#include "core/model/share.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <functional>
#include <mutex>

namespace raskadr {

enum class PublishPhase { Preparing, Uploading, Switching };
enum class ShotProgressState { Waiting, Working, Done, Refused };

struct ShotProgress
{
    ShotId shotId;
    int number = 0;
    QString title;
    double fraction = 0; // of the phase
    ShotProgressState state = ShotProgressState::Waiting;

    bool operator==(const ShotProgress&) const = default;
};

// How far a publication is.
struct PublishProgress
{
    PublishPhase phase = PublishPhase::Preparing;
    QList<ShotProgress> shots;
    int shotsDone = 0; // in this phase
    int files = 0; // of all copies, once they are made
    int filesDone = 0; // those that the server has, also from before
    int filesReused = 0;
    qint64 bytes = 0; // to be sent
    qint64 bytesDone = 0;

    // Of the whole, from 0 to 1.
    double fraction() const;
    bool operator==(const PublishProgress&) const = default;
};

using PublishProgressFn = std::function<void(const PublishProgress&)>;

// Collects what several threads tell about one publication, and hands it on some four times a
// second, in the thread that tells. Any thread.
class ProgressBook
{
public:
    ProgressBook(const QList<ShareShot>& shots, PublishProgressFn tell);

    void setShot(qsizetype index, double fraction, ShotProgressState state);
    // What has to be sent is known: for each shot its number of files.
    void beginUpload(const QList<int>& filesOfShot, int files, int reused, qint64 bytes);
    void noteBytes(qint64 sent);
    // A file is there; it may belong to several shots.
    void noteFile(const QList<qsizetype>& shots);
    void beginSwitch();

private:
    void tell(bool now);

    std::mutex m_mutex;
    PublishProgress m_progress;
    QList<int> m_filesLeft;
    QList<int> m_filesOfShot;
    const PublishProgressFn m_tell;
    QElapsedTimer m_sinceTold;
};

} // namespace raskadr
