#pragma once

#include <QObject>
#include <QTemporaryDir>

class ThumbnailCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void levelIsTheSmallestSharpOne();
    void requestedThumbnailBecomesReady();
    void missingFileIsSaidOnceUntilInvalidated();
    void pictureStaysUntilTheNewOneIsThere();
    void damagedFileCountsAsMissing();
    void nearestPrefersLarger();
    void memoryStaysWithinTheLimit();
    void cancelledRequestsAreNotAnswered();
    void destructionWithWorkUnderWayIsSafe();

private:
    void write(const QString& sha256, int level, const QSize& size) const;
    QString path(const QString& sha256, int level) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};
