#pragma once

#include "core/base/runasync.h"
#include "core/ingest/importplan.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <memory>

class QTemporaryDir;

namespace raskadr::ui {

// Looks at what is to be imported, in pool threads: first the plan, then its samples as small
// pictures, then whether the files are whole. Lives in the main thread; a new start() drops the one
// before. Destroying it waits for the threads to notice.
class ImportPlanner final : public QObject
{
    Q_OBJECT

public:
    // The longer side of a sample in pixels.
    static constexpr int sampleSize = 240;

    // The store outlives it.
    explicit ImportPlanner(const Store& store, QObject* parent = nullptr);
    ~ImportPlanner() override;

    // Null project: one that is still to be made, so that nothing is in it already.
    void start(const AccountId& account, const ProjectId& project, const QStringList& paths);
    void stop();

Q_SIGNALS:
    void planned(const raskadr::ImportPlan& plan);
    void failed(const raskadr::Error& error);
    // More files turned out to be damaged.
    void revised(const raskadr::ImportPlan& plan);
    // For each of the plan's samples that can be decoded, in no order.
    void sampleReady(int index, const QImage& picture);

private:
    void decodeSamples(const QStringList& paths);
    void examine(const ImportPlan& plan);

    const Store& m_store;
    QThreadPool m_pool;
    AsyncHandle m_planning;
    std::vector<AsyncHandle> m_decoding;
    AsyncHandle m_examining;
    std::shared_ptr<QTemporaryDir> m_scratch;
};

} // namespace raskadr::ui
