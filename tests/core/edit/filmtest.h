#pragma once

#include "core/edit/command.h"
#include "dump.h"
#include "tests/support/handclock.h"

#include <QObject>
#include <QTemporaryDir>

// What stands in the library of a FilmTest.
struct Film
{
    raskadr::AccountId account;
    raskadr::ProjectId id;
    raskadr::ProjectId other; // archived, and in the trash
    QList<raskadr::ShotId> shots; // in story order
    QList<raskadr::ShotId> trashed;
    QList<raskadr::ShotId> otherShots;
    QList<QList<raskadr::AssetId>> assets; // of `shots`, oldest first
    raskadr::AssetId trashedAsset; // in shots[1]
    QString sha256 = QStringLiteral("a").repeated(64); // of them all
};

raskadr::Shot named(const QString& title);

// A library with a film of six shots, each of them with three assets, made anew for every function
// of a test.
class FilmTest : public QObject
{
    Q_OBJECT

protected:
    template <class Fn>
    auto read(Fn fn) const
    {
        return *m_store->read(m_film.account, fn);
    }
    raskadr::Result<> write(std::function<raskadr::Result<>(raskadr::Repositories&)> fn);
    Dump dump() const;
    QList<raskadr::ShotId> order() const;
    raskadr::Shot shot(const raskadr::ShotId& id) const;
    raskadr::Asset asset(const raskadr::AssetId& id) const;
    void mustApply(raskadr::Command& command);
    void mustRevert(raskadr::Command& command);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<raskadr::Store> m_store;
    raskadr::HandClock m_clock;
    Film m_film;

private Q_SLOTS:
    void init();
    void cleanup();
};
