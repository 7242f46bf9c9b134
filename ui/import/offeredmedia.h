#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

class QMimeData;

namespace raskadr::ui {

// Why a drag or the clipboard has nothing to import.
enum class OfferProblem {
    Nothing, // neither files nor a picture
    OnlyAddress, // the address of something in the net, but not the thing itself
    Empty, // it promises a picture and gives no bytes
    NotAPicture, // the bytes are something else than the type says
    TooLarge,
};

// What somebody drags in or pastes: files and folders, or one picture as encoded bytes, or one that
// has no encoding yet. Exactly one of the three is there. Made in the main thread; a plain value.
struct OfferedMedia
{
    QStringList paths; // absolute, each once
    QByteArray encoded; // as it came: PNG, JPEG, WebP, GIF or TIFF
    QImage picture; // to be encoded in a pool thread
    QString name; // of the picture, with the ending of its format

    bool isPicture() const { return paths.isEmpty(); }

    // Whether it is worth accepting a drag; fetches no contents.
    static bool isOffered(const QMimeData& data);
    static tl::expected<OfferedMedia, OfferProblem> fromMimeData(const QMimeData& data);
    // What OnlyAddress is about: where the things are, each once.
    static QStringList addressesIn(const QMimeData& data);
};

// A sentence about what happened and what to do instead.
QString offerProblemText(OfferProblem problem);

} // namespace raskadr::ui
