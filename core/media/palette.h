#pragma once

#include <QImage>
#include <QList>
#include <QRgb>
#include <QString>
#include <optional>

namespace raskadr {

struct Swatch
{
    QRgb color = 0;
    double share = 0; // of the picture, 0 to 1

    bool operator==(const Swatch&) const = default;
};

// The up to five colours that make up a picture, light ones first. The same picture always gives
// the same palette. A plain value.
struct Palette
{
    QList<Swatch> swatches;

    // Of a small picture: a thumbnail of 120 or 240 pixels has all that is needed.
    static Palette of(const QImage& image);
    // "c0a080:0.412,101018:0.203": what `media.palette` holds. Empty if the text is none.
    static Palette fromString(const QString& text);
    QString toString() const;

    bool isEmpty() const { return swatches.isEmpty(); }
    // The colour with the largest share; black for an empty palette.
    QRgb dominant() const;
    bool operator==(const Palette&) const = default;
};

} // namespace raskadr
